package io.steerscope.results.design;

/**
 * How far one scorer has come in an experiment, in images.
 *
 * @param expected images of the design
 * @param scored images that have a score
 * @param failed images that have none and never will, unless they are tried again
 * @param skipped images that were not made because they were not wanted any more
 * @param stopsWhenDecided whether the design says that cells are stopped when they are decided
 */
public record Completeness(long expected, long scored, long failed, long skipped, boolean stopsWhenDecided) {

    /** Of a design in which everything is wanted to the end. */
    public Completeness(long expected, long scored, long failed, long skipped) {
        this(expected, scored, failed, skipped, false);
    }

    /** Of an experiment without skipped jobs. */
    public Completeness(long expected, long scored, long failed) {
        this(expected, scored, failed, 0);
    }

    /** Images neither scored nor failed nor skipped, never negative. */
    public long missing() {
        return Math.max(0, expected - scored - failed - skipped);
    }

    /** Whether every image is scored, failed or skipped. */
    public boolean isComplete() {
        return scored + failed + skipped >= expected;
    }

    /**
     * Whether the n is the one that was planned, but for failures. Where images were skipped, somebody has decided when
     * to stop, perhaps by looking at the figures: only what holds at every moment may then be claimed. So too where the
     * design stops cells by their figures, even if it came to stop none: other figures would have.
     */
    public boolean isAtPlannedN() {
        return isComplete() && skipped == 0 && !stopsWhenDecided;
    }
}
