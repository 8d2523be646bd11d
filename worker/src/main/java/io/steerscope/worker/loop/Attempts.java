package io.steerscope.worker.loop;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when something that failed may be tried again, and what is wrong meanwhile.
 *
 * <p>A cluster that does not answer is asked again without end. One that refuses is asked as often as the retry policy
 * allows, since rights and passwords that were given a moment ago take a moment to be known everywhere; then the worker
 * ends.
 */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final RetryPolicy retries;
    private int failures;
    private int refusals;
    private long nextNanos = System.nanoTime();
    private volatile @Nullable String trouble;

    /** @param trouble what is wrong before the first attempt, or null if nothing is */
    Attempts(RetryPolicy retries, @Nullable String trouble) {
        this.retries = retries;
        this.trouble = trouble;
    }

    /** What is wrong at present, or null if nothing is. Called from any thread. */
    @Nullable
    String trouble() {
        return trouble;
    }

    boolean mayTry() {
        return System.nanoTime() - nextNanos >= 0;
    }

    /** Ends the trouble, if there is any. */
    void succeeded() {
        if (trouble != null) {
            failures = 0;
            refusals = 0;
            trouble = null;
        }
    }

    /**
     * Notes a failure that may pass.
     *
     * @param event what it means, for the log
     * @param line what is wrong, for people
     */
    void failed(String event, String line) {
        failures++;
        trouble = line;
        Duration delay = retries.delayAfter(failures);
        nextNanos = System.nanoTime() + delay.toNanos();
        LOG.atWarn()
                .addKeyValue("failuresInARow", failures)
                .addKeyValue("retryInMillis", delay.toMillis())
                .addKeyValue("error", line)
                .log(event);
    }

    /**
     * Notes a refusal.
     *
     * @throws WorkerFailedException if it has been repeated as often as the retry policy allows
     */
    void refused(String event, String line, Throwable cause) {
        refusals++;
        if (refusals >= retries.attempts()) {
            throw new WorkerFailedException(line, cause);
        }
        failed(event, line);
    }
}
