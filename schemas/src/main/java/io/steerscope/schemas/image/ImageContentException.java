package io.steerscope.schemas.image;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.FailureKind;

/** The bytes of an image cannot be had. The message is one line that says why. */
public final class ImageContentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    ImageContentException(FailureKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * {@code MISSING_IMAGE} where a file cannot be read, now at least; {@code INVALID_REQUEST} where the uri is not
     * that of a file, or of one that may be read; {@code LIMIT_EXCEEDED} where there are too many bytes;
     * {@code MALFORMED_RECORD} where there are no bytes, or others than the record speaks of.
     */
    public FailureKind kind() {
        return kind;
    }
}
