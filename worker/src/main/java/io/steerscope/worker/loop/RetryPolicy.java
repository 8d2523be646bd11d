package io.steerscope.worker.loop;

import java.time.Duration;

/**
 * Exponential back-off: waits {@code initialDelay}, then twice as long each time, at most {@code maximumDelay}.
 *
 * @param attempts how often a record is tried before it becomes a dead letter, at least 1; failures of the broker are
 *     retried without end
 */
public record RetryPolicy(Duration initialDelay, Duration maximumDelay, int attempts) {

    /** 100 ms, doubling to 5 s; 6 attempts, which give a record some 3 seconds. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(5), 6);

    public RetryPolicy {
        if (initialDelay.isNegative() || maximumDelay.compareTo(initialDelay) < 0) {
            throw new IllegalArgumentException(
                    "retry delays must satisfy 0 <= initial <= maximum, are " + initialDelay + " and " + maximumDelay);
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, is " + attempts);
        }
    }

    /**
     * The pause before a further attempt.
     *
     * @param failures how many attempts have failed in a row, at least 1
     */
    Duration delayAfter(int failures) {
        int doublings = Math.min(failures - 1, 30);
        Duration delay = initialDelay.multipliedBy(1L << doublings);
        return delay.compareTo(maximumDelay) < 0 ? delay : maximumDelay;
    }
}
