package io.steerscope.aggregator.query;

/** Not every partition can answer now, as while starting, restoring or rebalancing. Asking again later helps. */
public final class StateUnavailableException extends RuntimeException {

    /** @param message one line that says what is going on */
    public StateUnavailableException(String message) {
        super(message);
    }

    /**
     * @param message one line that says what is going on
     * @param cause what the store said
     */
    public StateUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
