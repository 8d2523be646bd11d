package io.steerscope.worker.loop;

import java.time.Duration;

/**
 * How a worker takes the failures of records, and tells them from its own.
 *
 * @param retries back-off for transient failures
 * @param limit how many records in a row may fail in a way that speaks of the worker's surroundings (an image file that
 *     is not there, a model that throws, a heap that is too small) before the worker takes itself to be broken, and
 *     stops rather than turn a whole topic into dead letters; at least 1
 * @param hold how long such failures wait, uncommitted, for a record that tells whose fault they are; if none comes,
 *     they are taken to be the records' own
 */
public record FailurePolicy(RetryPolicy retries, int limit, Duration hold) {

    /** {@link RetryPolicy#DEFAULT}, 16 records in a row, which wait 5 s. */
    public static final FailurePolicy DEFAULT = new FailurePolicy(RetryPolicy.DEFAULT, 16, Duration.ofSeconds(5));

    public FailurePolicy {
        if (limit < 1) {
            throw new IllegalArgumentException("failure limit must be at least 1, is " + limit);
        }
        if (hold.isNegative()) {
            throw new IllegalArgumentException("failures cannot be held for " + hold);
        }
    }
}
