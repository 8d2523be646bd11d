package io.steerscope.results.comparison;

/** Two experiments that cannot be compared as asked; the message is one line that says why and what to do. */
public final class IncomparableException extends RuntimeException {

    /** @param message one line, without a full stop at its end */
    public IncomparableException(String message) {
        super(message);
    }
}
