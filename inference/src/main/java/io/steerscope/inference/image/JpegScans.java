package io.steerscope.inference.image;

/**
 * The scans of a JPEG file (ISO/IEC 10918-1, annex B). A decoder goes over the whole image for each of them, and a scan
 * may be a few bytes long, so their number decides how long a small file takes.
 */
final class JpegScans {

    /** Progressive files have about ten. */
    static final int MOST = 100;

    /** Scans times pixels, as a multiple of the limit on pixels. */
    private static final int MOST_FULL_IMAGES = 16;

    private static final int PROGRESSIVE_FRAME = 0xc2;
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;

    private final byte[] file;
    private int position = 2;
    private int components;
    private boolean progressive;

    private JpegScans(byte[] file) {
        this.file = file;
    }

    /** @throws ImageLimitException if there are too many for an image of that size */
    static void check(byte[] file, long pixels, long mostPixels) {
        int scans = new JpegScans(file).count();
        if (scans > MOST || scans * pixels > MOST_FULL_IMAGES * mostPixels) {
            throw new ImageLimitException("JPEG of %d pixels has %s scans, more than can be decoded in reasonable time"
                    .formatted(pixels, scans > MOST ? "more than " + MOST : scans));
        }
    }

    /**
     * The number of scans, 1 where the first has all components of a sequential file, at most one more than
     * {@link #MOST}; a file that ends early has those before its end.
     */
    private int count() {
        int scans = 0;
        while (scans <= MOST) {
            int marker = nextMarker();
            if (marker < 0 || marker == END) {
                return scans;
            }
            int length = length();
            if (length < 2) {
                return scans;
            }
            if (isFrame(marker)) {
                progressive = marker == PROGRESSIVE_FRAME;
                components = byteAt(position + 7);
            }
            if (marker == START_OF_SCAN) {
                scans++;
                boolean whole = byteAt(position + 2) == components;
                if (whole && !progressive) {
                    return scans;
                }
            }
            position += length;
        }
        return scans;
    }

    /** Goes to the segment behind the next marker, over entropy-coded data, and returns the marker; -1 at the end. */
    private int nextMarker() {
        while (position + 1 < file.length) {
            int marker = file[position + 1] & 0xff;
            if (file[position] == (byte) 0xff && marker != 0 && marker != 0xff && !stands(marker)) {
                position += 2;
                return marker;
            }
            position++;
        }
        return -1;
    }

    /** Whether a marker has no segment: restarts, and one for temporary use. */
    private static boolean stands(int marker) {
        return marker >= 0xd0 && marker <= 0xd8 || marker == 0x01;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private int length() {
        return byteAt(position) << 8 | byteAt(position + 1);
    }

    private int byteAt(int index) {
        return index < file.length ? file[index] & 0xff : 0;
    }
}
