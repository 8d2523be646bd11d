package io.steerscope.producer.publish;

import java.io.Serial;

/** A transaction was to be committed, and no answer tells whether it was. */
public final class UnknownFateException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnknownFateException(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }

    /** What happened instead of an answer. */
    public Throwable reason() {
        Throwable cause = getCause();
        return cause == null ? this : cause;
    }
}
