package io.steerscope.inference.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a JPEG file says before its first scan (ISO/IEC 10918-1, annex B), as libjpeg-turbo reads it.
 *
 * @param components 1, 3 or 4
 * @param colours what the components are
 * @param halvesHeightAlone whether components 1 and 2 have half the rows of component 0 and as many columns
 * @param plain the same file without application segments, but with one that says that no colours are transformed: so
 *     {@code javax.imageio} gives the components as they are, without opinions about colours and without profiles
 */
record JpegHeader(int components, Colours colours, boolean halvesHeightAlone, byte[] plain) {

    /** What the components of a JPEG file are. */
    enum Colours {
        GREY,
        RGB,
        YCBCR,
        CMYK,
        YCCK
    }

    private static final byte[] UNTRANSFORMED = HexFormat.of().parseHex("ffee000e41646f626500640000000000");
    private static final int MARKER = 0xff;
    private static final int APP0 = 0xe0;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int BASELINE = 0xc0;
    private static final int EXTENDED = 0xc1;
    private static final int PROGRESSIVE = 0xc2;
    private static final int SAMPLE_BITS = 8;

    /** @throws ImageDecodingException if it is of a kind that Pillow or {@code javax.imageio} does not decode */
    static JpegHeader of(byte[] file) {
        return new Reader(file).read();
    }

    private static final class Reader {

        private final byte[] file;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private boolean jfif;
        private int adobe = -1;
        private int frame;
        private int frameEnd;

        Reader(byte[] file) {
            this.file = file;
        }

        JpegHeader read() {
            kept.write(file, 0, 2);
            kept.writeBytes(UNTRANSFORMED);
            int at = 2;
            while (true) {
                at = marker(at);
                int marker = byteAt(at);
                if (marker == END) {
                    throw new ImageDecodingException("JPEG has no image data");
                }
                if (stands(marker)) {
                    at++;
                    continue;
                }
                int length = shortAt(at + 1);
                int end = at + 1 + length;
                if (length < 2 || end > file.length) {
                    throw truncated();
                }
                if (marker == START_OF_SCAN) {
                    kept.write(file, at - 1, file.length - at + 1);
                    return header();
                }
                if (marker >= APP0 && marker <= APP15) {
                    application(marker, at + 3, end);
                } else {
                    if (isFrame(marker)) {
                        frame(marker, at + 3, end);
                    }
                    kept.write(MARKER);
                    kept.write(file, at, end - at);
                }
                at = end;
            }
        }

        /** The place of the code of the next marker. What lies before it is skipped, as both decoders do. */
        private int marker(int from) {
            int at = from;
            while (byteAt(at) != MARKER || byteAt(at + 1) == 0 || byteAt(at + 1) == MARKER) {
                at++;
            }
            return at + 1;
        }

        private void application(int marker, int from, int end) {
            if (marker == APP0 && end - from >= 14 && begins(from, "JFIF\0")) {
                jfif = true;
            } else if (marker == APP14 && end - from >= 12 && begins(from, "Adobe")) {
                adobe = byteAt(from + 11);
            }
        }

        private void frame(int marker, int from, int end) {
            if (marker != BASELINE && marker != EXTENDED && marker != PROGRESSIVE) {
                String kind = marker >= 0xc9 ? "arithmetic coding" : "lossless or hierarchical coding";
                throw new ImageDecodingException("JPEG with " + kind + " is not supported (convert it to PNG)");
            }
            if (frame != 0) {
                throw new ImageDecodingException("JPEG has two frames");
            }
            frame = from;
            frameEnd = end;
        }

        private JpegHeader header() {
            if (frame == 0 || frameEnd < frame + 6 || frameEnd < frame + 6 + 3 * byteAt(frame + 5)) {
                throw new ImageDecodingException("JPEG has no frame before its image data");
            }
            if (byteAt(frame) != SAMPLE_BITS) {
                throw new ImageDecodingException(
                        "JPEG of " + byteAt(frame) + " bits is not supported (convert it to PNG)");
            }
            int components = byteAt(frame + 5);
            return new JpegHeader(components, colours(components), halvesHeightAlone(components), kept.toByteArray());
        }

        /** As {@code default_decompress_parms} of libjpeg-turbo's {@code jdapimin.c}. */
        private Colours colours(int components) {
            return switch (components) {
                case 1 -> Colours.GREY;
                case 3 -> {
                    boolean namedRgb = id(0) == 'R' && id(1) == 'G' && id(2) == 'B';
                    boolean rgb = !jfif && (adobe < 0 ? namedRgb : adobe == 0);
                    yield rgb ? Colours.RGB : Colours.YCBCR;
                }
                case 4 -> adobe <= 0 ? Colours.CMYK : Colours.YCCK;
                default ->
                    throw new ImageDecodingException(
                            "JPEG of " + components + " components is not supported (convert it to PNG)");
            };
        }

        private int id(int component) {
            return byteAt(frame + 6 + 3 * component);
        }

        private boolean halvesHeightAlone(int components) {
            if (components < 3) {
                return false;
            }
            int first = sampling(0);
            boolean halves = first >> 4 == sampling(1) >> 4
                    && (first & 15) == 2 * (sampling(1) & 15)
                    && sampling(1) == sampling(2);
            for (int component = 0; component < components; component++) {
                boolean alone =
                        sampling(component) >> 4 == first >> 4 && 2 * (sampling(component) & 15) == (first & 15);
                if (alone && !(halves && (component == 1 || component == 2))) {
                    throw new ImageDecodingException(
                            "JPEG with unusual subsampling is not supported (convert it to PNG)");
                }
            }
            return halves;
        }

        private int sampling(int component) {
            return byteAt(frame + 7 + 3 * component);
        }

        private boolean begins(int from, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            return Arrays.equals(file, from, from + bytes.length, bytes, 0, bytes.length);
        }

        private int shortAt(int index) {
            return byteAt(index) << 8 | byteAt(index + 1);
        }

        private int byteAt(int index) {
            if (index >= file.length) {
                throw truncated();
            }
            return file[index] & 0xff;
        }

        private static boolean stands(int marker) {
            return marker >= 0xd0 && marker <= 0xd8 || marker == 0x01;
        }

        private static boolean isFrame(int marker) {
            return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        }

        private static ImageDecodingException truncated() {
            return new ImageDecodingException("JPEG is truncated: the file ends before its image does");
        }
    }
}
