package io.steerscope.interactivequeries;

/**
 * What an answer rests on. Taken before the stores are read, its position is a floor: every record before it is in the
 * answer, later ones may be. Where replicas answer, the position is how far those are at least.
 *
 * @param coverage the partitions that answer
 * @param position how far they have read
 */
public record StateVersion(Coverage coverage, InputPosition position) {

    /**
     * Input partitions of the stores.
     *
     * @param answered those whose stores are read
     * @param partitions all of them, at least 1
     * @param standby those that are read from a standby replica, whose instance may be some way behind
     */
    public record Coverage(int answered, int partitions, int standby) {

        /** All read from the instances that process them. */
        public Coverage(int answered, int partitions) {
            this(answered, partitions, 0);
        }
    }

    /** Whether everything that was written when the position was measured is in the answer. */
    public boolean isCaughtUp() {
        return coverage.standby() == 0 && position.current() && position.lag() == 0;
    }

    /**
     * Whether answers that rest on this and on the other are the same: nothing was read in between, and no replica
     * answers, which may move on while its position stays.
     */
    public boolean isAt(StateVersion other) {
        return coverage.equals(other.coverage) && coverage.standby() == 0 && position.isAt(other.position);
    }
}
