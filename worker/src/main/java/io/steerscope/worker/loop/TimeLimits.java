package io.steerscope.worker.loop;

import java.time.Duration;

/**
 * How long a worker may take.
 *
 * @param shutdown how long {@link Worker#close} waits for the batch at hand before it abandons it
 * @param transaction the most that a transaction takes, at least 1 s; the broker aborts one that is open for longer
 * @param batch how long a batch, or the preparing of a record, may take before health says that the worker hangs; zero
 *     if it may take any time
 */
public record TimeLimits(Duration shutdown, Duration transaction, Duration batch) {

    /** 30 s to shut down, 30 s for a transaction, any time for a batch. */
    public static final TimeLimits DEFAULT =
            new TimeLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ZERO);

    public TimeLimits {
        if (transaction.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("transaction timeout must be at least 1 s, is " + transaction);
        }
        if (shutdown.isNegative() || batch.isNegative()) {
            throw new IllegalArgumentException("time limits must not be negative: " + shutdown + ", " + batch);
        }
    }

    /** Whether something that has taken {@code elapsed} is over the limit of a batch. */
    boolean isOverBatch(Duration elapsed) {
        return !batch.isZero() && elapsed.compareTo(batch) > 0;
    }
}
