package io.steerscope.aggregator.state;

import java.nio.ByteBuffer;

/**
 * How many scores say what of the tokens of their prompts. Scores made before tokens were noted count in none of these.
 * A commutative group under {@link #plus}.
 *
 * @param noted scores that note the tokens of their prompts
 * @param cut those of which a prompt was cut
 * @param same those whose prompts are one to the scorer; their margins count in no figure
 * @param unknown those with a token that the scorer does not know
 */
public record TokenCounts(long noted, long cut, long same, long unknown) {

    /** Of no score. */
    public static final TokenCounts NONE = new TokenCounts(0, 0, 0, 0);

    static final int BYTES = 4 * Long.BYTES;

    /** Of the scores of both. */
    public TokenCounts plus(TokenCounts other) {
        return new TokenCounts(noted + other.noted, cut + other.cut, same + other.same, unknown + other.unknown);
    }

    /** Without the scores of the other. */
    public TokenCounts minus(TokenCounts other) {
        return new TokenCounts(noted - other.noted, cut - other.cut, same - other.same, unknown - other.unknown);
    }

    void write(ByteBuffer buffer) {
        buffer.putLong(noted).putLong(cut).putLong(same).putLong(unknown);
    }

    static TokenCounts read(ByteBuffer buffer) {
        return new TokenCounts(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }
}
