package io.steerscope.inference.image;

/** From the samples of a pixel of a TIFF to RGB, as {@code Unpack.c} and {@code Convert.c} of Pillow do. */
final class TiffColours {

    private static final int RGB_BYTES = 3;

    private final TiffKind kind;
    private final byte[] palette;

    /** @param palette red, green and blue of 256 colours */
    TiffColours(TiffKind kind, byte[] palette) {
        this.kind = kind;
        this.palette = palette;
    }

    void write(int[] pixel, byte[] rgb, int out) {
        switch (kind.photometric()) {
            case TiffKind.WHITE_IS_ZERO -> grey(255 - scaled(pixel[0]), rgb, out);
            case TiffKind.BLACK_IS_ZERO -> grey(scaled(pixel[0]), rgb, out);
            case TiffKind.PALETTE -> System.arraycopy(palette, pixel[0] * RGB_BYTES, rgb, out, RGB_BYTES);
            case TiffKind.CMYK -> {
                int light = 255 - pixel[3];
                for (int ink = 0; ink < RGB_BYTES; ink++) {
                    int product = pixel[ink] * light + 128;
                    rgb[out + ink] = (byte) Math.max(0, light - ((product >> 8) + product >> 8));
                }
            }
            default -> {
                for (int channel = 0; channel < RGB_BYTES; channel++) {
                    rgb[out + channel] = (byte) (kind.associatedAlpha() ? divided(pixel, channel) : pixel[channel]);
                }
            }
        }
    }

    private static int divided(int[] pixel, int channel) {
        int alpha = pixel[3];
        return alpha == 0 ? 0 : alpha == 255 ? pixel[channel] : Math.min(255, pixel[channel] * 255 / alpha);
    }

    private int scaled(int sample) {
        return sample * 255 / ((1 << kind.bits()) - 1);
    }

    private static void grey(int value, byte[] rgb, int out) {
        for (int channel = 0; channel < RGB_BYTES; channel++) {
            rgb[out + channel] = (byte) value;
        }
    }
}
