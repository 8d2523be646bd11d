package io.steerscope.scorerworker.scoring;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.TransientFailureException;

/** Fetches the bytes of an encoded image and checks that they are the ones that the record speaks of. */
final class ImageSource {

    private ImageSource() {}

    /**
     * The encoded image.
     *
     * @throws RejectedRecordException if there is none, or its SHA-256 is not the record's
     * @throws TransientFailureException if its file cannot be read
     */
    static byte[] bytes(ImageData image) throws RejectedRecordException, TransientFailureException {
        ByteBuffer inline = image.getBytes();
        String uri = image.getUri();
        if (inline == null && uri == null) {
            throw new RejectedRecordException(
                    FailureKind.MALFORMED_RECORD, "the record holds neither image bytes nor a uri");
        }
        byte[] bytes = inline == null ? read(uri) : copy(inline);
        String sha256 = sha256(bytes);
        if (!sha256.equals(image.getSha256())) {
            throw new RejectedRecordException(
                    FailureKind.MALFORMED_RECORD,
                    "the image has SHA-256 %s, the record says %s".formatted(sha256, image.getSha256()));
        }
        return bytes;
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static byte[] read(String uri) throws RejectedRecordException, TransientFailureException {
        Path file = file(uri);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TransientFailureException(
                    FailureKind.MISSING_IMAGE, "image file " + file + " cannot be read (" + e + ")", e);
        }
    }

    private static Path file(String uri) throws RejectedRecordException {
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new RejectedRecordException(
                    FailureKind.INVALID_REQUEST, "image uri \"%s\" names no file; only file: is read".formatted(uri));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
