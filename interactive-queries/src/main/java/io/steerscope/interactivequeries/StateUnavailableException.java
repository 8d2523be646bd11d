package io.steerscope.interactivequeries;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Not every partition can answer now, as while starting, restoring or rebalancing. */
public final class StateUnavailableException extends RuntimeException {

    /** Why there is no answer. */
    public enum Reason {
        /** The streams have not begun, or their position is not known yet. */
        STARTING,
        /** Partitions are being handed out. */
        REBALANCING,
        /** A store is being restored or is moving away. */
        RESTORING,
        /** A partition has just moved to another aggregator, which does not answer for it yet. */
        ELSEWHERE,
        /** The aggregator that holds a partition does not answer, and there is no replica. */
        UNREACHABLE,
        /** Too many questions wait for other aggregators, for images, or for answers that were not asked for before. */
        BUSY,
        /** The streams have ended; only a restart helps. */
        STOPPED;

        /** The reason in lower case, as answers name it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether asking again can help without anybody's doing. */
        public boolean isRetryable() {
            return this != STOPPED;
        }
    }

    private final Reason reason;

    /**
     * @param reason why
     * @param message one line that says what is going on
     */
    public StateUnavailableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * @param reason why
     * @param message one line that says what is going on
     * @param cause what the store or the other aggregator said, or null
     */
    public StateUnavailableException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }
}
