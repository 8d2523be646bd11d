package io.steerscope.worker.stage;

import io.steerscope.schemas.record.FailureKind;

/**
 * A failure that may go away by itself, such as an image file on a share that is not there right now. It is retried
 * with back-off; if it lasts, the record becomes a dead letter.
 */
public final class TransientFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureKind kindIfLasting;

    /**
     * @param kindIfLasting the class of the dead letter if no retry helps
     * @param message one line that names what is wrong
     */
    public TransientFailureException(FailureKind kindIfLasting, String message, Throwable cause) {
        super(message, cause);
        this.kindIfLasting = kindIfLasting;
    }

    /** The class of the dead letter if no retry helps. */
    public FailureKind kindIfLasting() {
        return kindIfLasting;
    }
}
