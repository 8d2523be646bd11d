package io.steerscope.inference.image;

import java.util.Arrays;

/**
 * What the samples of a TIFF are. Only kinds whose numbers are Pillow's are told; all others are refused by name.
 *
 * @param photometric what samples mean: one of the constants of this class
 * @param bits of a sample: 1, 2, 4 or 8
 * @param samples of a pixel, those that are ignored included
 * @param associatedAlpha whether colours have been multiplied with the alpha that follows them
 */
record TiffKind(int photometric, int bits, int samples, boolean associatedAlpha) {

    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int CMYK = 5;

    private static final int MOST_SAMPLES = 6;
    private static final int UNSIGNED = 1;

    /** Pillow takes signed grey of 8 bits as if it were unsigned. */
    private static final int SIGNED = 2;

    private static final int UNSPECIFIED = 0;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int ALPHA = 2;
    private static final int COREL_DRAW_ALPHA = 999;
    private static final int SEPARATE_PLANES = 2;

    static TiffKind of(TiffDirectory directory) {
        int photometric = directory.first(TiffDirectory.PHOTOMETRIC, WHITE_IS_ZERO);
        int colours =
                switch (photometric) {
                    case WHITE_IS_ZERO, BLACK_IS_ZERO, PALETTE -> 1;
                    case RGB -> 3;
                    case CMYK -> 4;
                    case 6 -> throw unsupported("of YCbCr colours");
                    case 8, 9, 10 -> throw unsupported("of CIE L*a*b* colours");
                    default -> throw unsupported("of photometric interpretation " + photometric);
                };
        int format = directory.same(TiffDirectory.SAMPLE_FORMAT, UNSIGNED);
        int bits = directory.same(TiffDirectory.BITS, 1);
        boolean signedGrey = format == SIGNED && photometric == BLACK_IS_ZERO && bits == 8;
        if (format != UNSIGNED && !signedGrey) {
            String kind = format == SIGNED ? "signed" : format == 3 ? "floating-point" : "unknown";
            throw unsupported("of %d-bit %s samples".formatted(bits, kind));
        }
        if (bits > 8 || Integer.bitCount(bits) != 1 || colours > 1 && bits != 8) {
            throw unsupported("of %d-bit samples".formatted(bits));
        }
        int samples = directory.first(TiffDirectory.SAMPLES, 1);
        if (samples > MOST_SAMPLES || directory.all(TiffDirectory.BITS).length > samples) {
            throw unsupported("of unusual samples");
        }
        long[] extra = directory.all(TiffDirectory.EXTRA_SAMPLES);
        int first = extra.length == 0 ? -1 : directory.first(TiffDirectory.EXTRA_SAMPLES, 0);
        boolean planes = directory.first(TiffDirectory.PLANES, 1) == SEPARATE_PLANES;
        boolean named = samples == colours + extra.length || photometric == RGB && samples == 4 && extra.length == 0;
        boolean rest = Arrays.stream(extra).skip(1).allMatch(kind -> kind == UNSPECIFIED);
        if (!named || !rest || extra.length > 0 && bits != 8 || !isKnown(photometric, samples, first, planes)) {
            throw unsupported("of unusual samples");
        }
        if (directory.first(TiffDirectory.FILL_ORDER, 1) == 2 && (samples > colours || photometric == CMYK)) {
            throw unsupported("of unusual bit order");
        }
        return new TiffKind(photometric, bits, samples, first == ASSOCIATED_ALPHA);
    }

    /** As {@code OPEN_INFO} of Pillow's {@code TiffImagePlugin} has it. */
    private static boolean isKnown(int photometric, int samples, int extra, boolean planes) {
        if (extra < 0 || planes && extra == UNSPECIFIED) {
            return true;
        }
        return switch (photometric) {
            case BLACK_IS_ZERO -> samples == 2 && extra == ALPHA;
            case PALETTE -> samples == 2 && (extra == UNSPECIFIED || extra == ALPHA);
            case RGB ->
                extra == UNSPECIFIED
                        || extra == ASSOCIATED_ALPHA
                        || extra == ALPHA
                        || extra == COREL_DRAW_ALPHA && samples == 4;
            case CMYK -> extra == UNSPECIFIED;
            default -> false;
        };
    }

    static ImageDecodingException unsupported(String kind) {
        return new ImageDecodingException("TIFF " + kind + " is not supported (convert it to 8-bit RGB)");
    }
}
