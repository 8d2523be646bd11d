package io.steerscope.results.intake;

import io.steerscope.schemas.record.FailureKind;

/** A record does not count. There may be many of them, so that it has no stack trace. */
final class RefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    RefusalException(FailureKind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }
}
