package io.steerscope.app.progress;

/**
 * How far one stage is.
 *
 * @param stage its name
 * @param done things done, in this run and before
 * @param failed things given up
 * @param skipped things that are not wanted any more
 * @param expected things in all, at least 1
 */
public record StageCount(String stage, long done, long failed, long skipped, long expected) {

    /** Of a stage that skips nothing. */
    public StageCount(String stage, long done, long failed, long expected) {
        this(stage, done, failed, 0, expected);
    }

    /** Whether nothing is left to do. */
    public boolean isComplete() {
        return settled() >= expected;
    }

    /** Things done, given up or skipped. */
    long settled() {
        return done + failed + skipped;
    }

    /** Share of what is settled, in [0, 1]. */
    double share() {
        return Math.min(1.0, (double) settled() / expected);
    }
}
