package io.steerscope.app.failure;

import org.jspecify.annotations.Nullable;

/** A failure whose message is one complete line for the person at the terminal: what is wrong, and how to mend it. */
public final class ActionableException extends RuntimeException {

    /** @param message one line, without a full stop at its end */
    public ActionableException(String message) {
        super(message);
    }

    /**
     * @param message one line, without a full stop at its end
     * @param cause what the line stands for
     */
    public ActionableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
