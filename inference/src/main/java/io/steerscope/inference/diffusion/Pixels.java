package io.steerscope.inference.diffusion;

import io.steerscope.inference.image.RgbImage;

/** Decoded values to 8-bit images, and whether there is anything to see. */
final class Pixels {

    private static final int CHANNELS = 3;

    /** An image whose samples all lie within so many levels, channel by channel, shows nothing. */
    private static final int FLAT_LEVELS = 2;

    private Pixels() {}

    /**
     * {@code round(clamp(x / 2 + 0.5, 0, 1) * 255)}, ties to even.
     *
     * @param decoded {@code [B, 3, H, W]}
     */
    static RgbImage image(float[] decoded, int row, int height, int width) {
        int plane = height * width;
        byte[] rgb = new byte[CHANNELS * plane];
        for (int channel = 0; channel < CHANNELS; channel++) {
            int in = (row * CHANNELS + channel) * plane;
            for (int i = 0, out = channel; i < plane; i++, out += CHANNELS) {
                float unit = Math.min(1f, Math.max(0f, decoded[in + i] / 2 + 0.5f));
                rgb[out] = (byte) (int) Math.rint(unit * 255f);
            }
        }
        return new RgbImage(width, height, rgb);
    }

    /** Whether every channel is constant, within two levels: a black, white or plain image. */
    static boolean flat(RgbImage image) {
        byte[] rgb = image.rgb();
        for (int channel = 0; channel < CHANNELS; channel++) {
            int least = 255;
            int most = 0;
            for (int i = channel; i < rgb.length; i += CHANNELS) {
                least = Math.min(least, rgb[i] & 0xff);
                most = Math.max(most, rgb[i] & 0xff);
            }
            if (most - least > FLAT_LEVELS) {
                return false;
            }
        }
        return true;
    }

    /** Whether a part of an array is finite. */
    static boolean finite(float[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }
}
