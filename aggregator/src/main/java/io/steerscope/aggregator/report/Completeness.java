package io.steerscope.aggregator.report;

/**
 * How far one scorer is through an experiment, in images.
 *
 * @param expected images of the design
 * @param scored images that have a score
 * @param failed images that have none and never will, unless they are tried again
 */
public record Completeness(long expected, long scored, long failed) {

    /** Images neither scored nor failed, never negative. */
    public long missing() {
        return Math.max(0, expected - scored - failed);
    }

    /** Whether every image is scored or failed. */
    public boolean isComplete() {
        return scored + failed >= expected;
    }
}
