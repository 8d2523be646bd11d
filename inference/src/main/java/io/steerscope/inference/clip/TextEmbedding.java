package io.steerscope.inference.clip;

import java.util.Arrays;
import java.util.List;

/**
 * A text as CLIP sees it. The arrays are shared and must not be changed.
 *
 * @param vector embedding of Euclidean length 1
 * @param ids token ids that went into the encoder, padding included
 * @param cut number of ids that were cut off, since the encoder takes no more
 * @param known the ids without padding and without those of unknown tokens
 * @param unknown what the tokenizer does not know of the part that was not cut off, in its order
 */
public record TextEmbedding(float[] vector, long[] ids, int cut, long[] known, List<String> unknown) {

    /** Copies the list. */
    public TextEmbedding {
        unknown = List.copyOf(unknown);
    }

    /** A text all of whose tokens are known. */
    public TextEmbedding(float[] vector, long[] ids, int cut) {
        this(vector, ids, cut, ids, List.of());
    }

    /** Whether the text was longer than the encoder takes. */
    public boolean truncated() {
        return cut > 0;
    }

    /**
     * Whether the encoder was given nothing by which to tell two texts apart: their ids are the same, or they differ in
     * unknown tokens alone.
     */
    public boolean hasSameTokensAs(TextEmbedding other) {
        return Arrays.equals(known, other.known);
    }
}
