package io.steerscope.app.progress;

/**
 * How far one stage is.
 *
 * @param stage its name
 * @param done things done, in this run and before
 * @param failed things given up
 * @param expected things in all, at least 1
 */
public record StageCount(String stage, long done, long failed, long expected) {

    /** Whether nothing is left to do. */
    public boolean isComplete() {
        return done + failed >= expected;
    }

    /** Share of what is settled, in [0, 1]. */
    double share() {
        return Math.min(1.0, (double) (done + failed) / expected);
    }
}
