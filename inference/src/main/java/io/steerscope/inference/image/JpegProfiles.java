package io.steerscope.inference.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes the colour profiles out of a JPEG file: Pillow ignores them, and {@code javax.imageio} would apply them. */
final class JpegProfiles {

    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MARKER = 0xff;
    private static final int APP2 = 0xe2;
    private static final int START_OF_SCAN = 0xda;
    private static final int HEADER = 4;

    private JpegProfiles() {}

    /** The same file without profiles; the same array if it has none. Pixels and all other segments stay as they are. */
    static byte[] without(byte[] file) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int from = 0;
        int at = 2;
        while (at + HEADER <= file.length && at(file, at) == MARKER && at(file, at + 1) != START_OF_SCAN) {
            if (at(file, at + 1) == MARKER) {
                at++; // a fill byte
                continue;
            }
            int end = at + 2 + (at(file, at + 2) << 8 | at(file, at + 3));
            if (end > file.length) {
                break;
            }
            if (at(file, at + 1) == APP2 && isProfile(file, at + HEADER, end)) {
                kept.write(file, from, at - from);
                from = end;
            }
            at = end;
        }
        if (from == 0) {
            return file;
        }
        kept.write(file, from, file.length - from);
        return kept.toByteArray();
    }

    private static boolean isProfile(byte[] file, int from, int end) {
        return end - from >= PROFILE.length
                && Arrays.equals(file, from, from + PROFILE.length, PROFILE, 0, PROFILE.length);
    }

    private static int at(byte[] file, int index) {
        return file[index] & 0xff;
    }
}
