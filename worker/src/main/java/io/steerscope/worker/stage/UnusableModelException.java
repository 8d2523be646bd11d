package io.steerscope.worker.stage;

import org.jspecify.annotations.Nullable;

/**
 * The model cannot do the work on this machine, whatever the record: too little memory, say. The worker stops, and no
 * record is blamed. The message is one line that says what to do.
 */
public final class UnusableModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableModelException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
