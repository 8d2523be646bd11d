package io.steerscope.inference.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Images that {@code make_reference_data.py} makes too. */
final class ReferenceImages {

    private ReferenceImages() {}

    static RgbImage pattern(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        int state = width * 65537 + height;
        for (int i = 0; i < rgb.length; i++) {
            state = state * 1103515245 + 12345 & 0x7fffffff;
            rgb[i] = (byte) (state >> 16);
        }
        return new RgbImage(width, height, rgb);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
