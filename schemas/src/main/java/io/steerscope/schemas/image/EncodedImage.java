package io.steerscope.schemas.image;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.text.VisibleText;

/** Fetches the bytes of encoded images, and checks that they are the ones that a record speaks of. */
public final class EncodedImage {

    private static final int MOST_QUOTED = 200;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private EncodedImage() {}

    /** As {@link #bytes(ImageData, ImageAccess)}, within {@link ImageAccess#DEFAULT}. */
    public static byte[] bytes(ImageData image) throws ImageContentException {
        return bytes(image, ImageAccess.DEFAULT);
    }

    /**
     * The encoded image, from its record or from the file that the record names.
     *
     * @throws ImageContentException if there is none, it is larger or elsewhere than {@code access} allows, its file
     *     cannot be read, or its SHA-256 is not the record's
     */
    public static byte[] bytes(ImageData image, ImageAccess access) throws ImageContentException {
        ByteBuffer inline = image.getBytes();
        String uri = image.getUri();
        if (inline == null && uri == null) {
            throw malformed("the record holds neither image bytes nor a uri");
        }
        String expected = image.getSha256();
        if (!SHA256.matcher(expected).matches()) {
            throw malformed("the record's SHA-256 " + quoted(expected) + " is not 64 lower-case hexadecimal digits");
        }
        return inline == null ? ofFile(uri, expected, access) : ofRecord(inline, expected, access);
    }

    /** SHA-256 of {@code bytes}, lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        return Sha256.hex(bytes);
    }

    private static byte[] ofRecord(ByteBuffer inline, String expected, ImageAccess access)
            throws ImageContentException {
        requireLength("the image", inline.remaining(), access);
        byte[] bytes = new byte[inline.remaining()];
        inline.duplicate().get(bytes);
        String sha256 = sha256(bytes);
        if (!sha256.equals(expected)) {
            throw malformed("the image has SHA-256 %s, the record says %s".formatted(sha256, expected));
        }
        return bytes;
    }

    /** A file that is not the record's may be any: its own checksum is not told. */
    private static byte[] ofFile(String uri, String expected, ImageAccess access) throws ImageContentException {
        byte[] bytes = new ImageFile(access).read(uri);
        if (!sha256(bytes).equals(expected)) {
            throw malformed(
                    "image uri " + quoted(uri) + " names a file with another SHA-256 than the record's " + expected);
        }
        return bytes;
    }

    static void requireLength(String what, long bytes, ImageAccess access) throws ImageContentException {
        if (bytes == 0) {
            throw malformed(what + " is empty");
        }
        if (bytes > access.mostBytes()) {
            throw new ImageContentException(
                    FailureKind.LIMIT_EXCEEDED,
                    "%s has %d bytes, more than the limit of %d (--max-image-bytes)"
                            .formatted(what, bytes, access.mostBytes()),
                    null);
        }
    }

    /** Text of a record as it may stand in a message. */
    static String quoted(String text) {
        String beginning = text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED);
        return '"' + VisibleText.of(beginning) + (beginning.length() < text.length() ? "…\"" : "\"");
    }

    private static ImageContentException malformed(String message) {
        return new ImageContentException(FailureKind.MALFORMED_RECORD, message, null);
    }
}
