package io.steerscope.aggregator.query;

/**
 * What an answer rests on. Taken before the stores are read, its position is a floor: every record before it is in the
 * answer, later ones may be.
 *
 * @param coverage the partitions that answer
 * @param position how far they have read
 */
public record Standing(Coverage coverage, InputPosition position) {

    /**
     * Input partitions of the stores.
     *
     * @param answered those whose stores are read
     * @param partitions all of them, at least 1
     */
    public record Coverage(int answered, int partitions) {}
}
