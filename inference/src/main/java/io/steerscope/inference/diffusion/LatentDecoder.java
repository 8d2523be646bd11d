package io.steerscope.inference.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.torch.HostTensor;
import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.inference.torch.TensorModule;

/**
 * The VAE decoder: latents to images. Thread-safe.
 *
 * <p>Decoding takes gigabytes for each megapixel. No more than a megapixel, or else one image, goes through at once: a
 * number that depends on the image size alone, so that the same image is always decoded in a batch of the same shape.
 */
final class LatentDecoder {

    private static final int CHANNELS = 3;
    private static final int PIXELS_AT_ONCE = 1 << 20;

    private final SdxlBundle bundle;
    private final TensorModule decoder;
    private final RowLimit limit;

    LatentDecoder(SdxlBundle bundle, TensorModule decoder, int rows) {
        this.bundle = bundle;
        this.decoder = decoder;
        this.limit = new RowLimit(bundle.vaeDecoder().path(), rows);
    }

    /**
     * Decodes images.
     *
     * @param latents {@code [B, C, h, w]}, not yet divided by the scaling factor
     * @param rows {@code B}
     * @return {@code [B, 3, H, W]}, nominally within {@code [-1, 1]}
     */
    float[] decode(float[] latents, int rows, int height, int width) {
        float divisor = (float) bundle.vaeScalingFactor();
        float[] scaled = new float[latents.length];
        for (int i = 0; i < latents.length; i++) {
            scaled[i] = latents[i] / divisor;
        }
        float[] images = new float[Math.multiplyExact(rows * CHANNELS, Math.multiplyExact(height, width))];
        int most = Math.max(1, PIXELS_AT_ONCE / (height * width));
        for (int start = 0; start < rows; ) {
            int atOnce = Math.min(limit.rows(), most);
            int count = Math.min(atOnce, rows - start);
            try {
                float[] decoded = decodeBatch(scaled, start, count, atOnce, height, width);
                System.arraycopy(
                        decoded, 0, images, start * CHANNELS * height * width, count * CHANNELS * height * width);
                start += count;
            } catch (OutOfMemoryException e) {
                limit.halve(atOnce, height, width, e);
            }
        }
        return images;
    }

    /** Checks that images of ordinary latents are finite. */
    void requireFinite(float[] images) {
        decoder.requireFinite(images);
    }

    private float[] decodeBatch(float[] scaled, int start, int count, int rows, int height, int width) {
        int latentHeight = height / bundle.vaeScaleFactor();
        int latentWidth = width / bundle.vaeScaleFactor();
        int rowValues = bundle.latentChannels() * latentHeight * latentWidth;
        HostTensor input = new HostTensor(rows, bundle.latentChannels(), latentHeight, latentWidth);
        float[] row = new float[rowValues];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(scaled, (start + Math.min(i, count - 1)) * rowValues, row, 0, rowValues);
            input.put(i * rowValues, row);
        }
        try (NDManager scope = decoder.newScope()) {
            NDArray output = decoder.forward(new NDList(input.in(scope))).head();
            return decoder.values(output, rows, CHANNELS, height, width);
        }
    }
}
