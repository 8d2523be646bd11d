package io.steerscope.scorerworker.scoring;

import io.steerscope.schemas.image.EncodedImage;
import io.steerscope.schemas.image.ImageAccess;
import io.steerscope.schemas.image.ImageContentException;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.TransientFailureException;

/** Fetches the bytes of encoded images, and says of a failure whether trying again may help. */
final class ImageSource {

    private final ImageAccess access;

    ImageSource(ImageAccess access) {
        this.access = access;
    }

    /**
     * The encoded image.
     *
     * @throws RejectedRecordException if there is none, it is too large or must not be read, or its SHA-256 is not the
     *     record's
     * @throws TransientFailureException if its file cannot be read
     */
    byte[] bytes(ImageData image) throws RejectedRecordException, TransientFailureException {
        try {
            return EncodedImage.bytes(image, access);
        } catch (ImageContentException e) {
            String message = String.valueOf(e.getMessage());
            if (e.kind() == FailureKind.MISSING_IMAGE) {
                throw new TransientFailureException(e.kind(), message, e);
            }
            throw new RejectedRecordException(e.kind(), message);
        }
    }
}
