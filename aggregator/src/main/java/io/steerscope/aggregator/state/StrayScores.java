package io.steerscope.aggregator.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The scores of one key that stands in several partitions: the last of each partition. Immutable.
 *
 * <pre>length | {@link CompactScore} | length | ...</pre>
 */
public final class StrayScores {

    private final List<CompactScore> scores;

    private StrayScores(List<CompactScore> scores) {
        this.scores = List.copyOf(scores);
    }

    /** Of these scores, each of another partition. */
    public static StrayScores of(List<CompactScore> scores) {
        return new StrayScores(scores);
    }

    /** The scores, in no order. */
    public List<CompactScore> scores() {
        return scores;
    }

    byte[] toBytes() {
        int length = scores.stream()
                .mapToInt(score -> Integer.BYTES + score.toBytes().length)
                .sum();
        ByteBuffer buffer = ByteBuffer.allocate(length);
        scores.forEach(score -> buffer.putInt(score.toBytes().length).put(score.toBytes()));
        return buffer.array();
    }

    /** @throws IllegalArgumentException if the bytes are not such a form */
    static StrayScores fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<CompactScore> scores = new ArrayList<>();
        try {
            while (buffer.hasRemaining()) {
                int length = buffer.getInt();
                if (length < 0 || length > buffer.remaining()) {
                    throw new BufferUnderflowException();
                }
                byte[] one = new byte[length];
                buffer.get(one);
                scores.add(CompactScore.fromBytes(one));
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("These " + bytes.length + " bytes are truncated scores", e);
        }
        return new StrayScores(scores);
    }
}
