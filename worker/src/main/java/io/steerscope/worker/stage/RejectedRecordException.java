package io.steerscope.worker.stage;

import io.steerscope.schemas.record.FailureKind;

/** A record that no worker can ever process. Its message is one line that names what is wrong. */
public final class RejectedRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    public RejectedRecordException(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** The class of the failure, for the dead letter. */
    public FailureKind kind() {
        return kind;
    }
}
