package io.steerscope.schemas.image;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.ImageData;

/** Fetches the bytes of encoded images, and checks that they are the ones that a record speaks of. */
public final class EncodedImage {

    private EncodedImage() {}

    /**
     * The encoded image, from its record or from the file that the record names.
     *
     * @throws ImageContentException if there is none, its file cannot be read, or its SHA-256 is not the record's
     */
    public static byte[] bytes(ImageData image) throws ImageContentException {
        ByteBuffer inline = image.getBytes();
        String uri = image.getUri();
        if (inline == null && uri == null) {
            throw malformed("the record holds neither image bytes nor a uri");
        }
        byte[] bytes = inline == null ? read(uri) : copy(inline);
        String sha256 = sha256(bytes);
        if (!sha256.equals(image.getSha256())) {
            throw malformed("the image has SHA-256 %s, the record says %s".formatted(sha256, image.getSha256()));
        }
        return bytes;
    }

    /** SHA-256 of {@code bytes}, lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static byte[] read(String uri) throws ImageContentException {
        Path file = file(uri);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw failure(FailureKind.INVALID_REQUEST, "image uri \"%s\" names no regular file".formatted(uri), null);
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failure(FailureKind.MISSING_IMAGE, "image file " + file + " cannot be read (" + e + ")", e);
        }
    }

    private static Path file(String uri) throws ImageContentException {
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw failure(
                    FailureKind.INVALID_REQUEST,
                    "image uri \"%s\" names no file; only file: is read".formatted(uri),
                    null);
        }
    }

    private static ImageContentException malformed(String message) {
        return failure(FailureKind.MALFORMED_RECORD, message, null);
    }

    private static ImageContentException failure(FailureKind kind, String message, @Nullable Throwable cause) {
        return new ImageContentException(kind, message, cause);
    }
}
