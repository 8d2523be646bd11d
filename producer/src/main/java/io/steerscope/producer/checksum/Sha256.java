package io.steerscope.producer.checksum;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of the UTF-8 encoding of a text. */
public final class Sha256 {

    private Sha256() {}

    /** The digest of {@code text}, 32 bytes. */
    public static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of {@code text} in lower-case hexadecimal, 64 characters. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(digest(text));
    }
}
