package io.steerscope.aggregator.deadletter;

/** Records could not be put back, or whether they were is not known. The message is one line that says which. */
public final class RetryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RetryException(String message, Throwable cause) {
        super(message, cause);
    }
}
