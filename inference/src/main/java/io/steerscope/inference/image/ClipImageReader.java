package io.steerscope.inference.image;

import java.util.function.Supplier;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ImageEncodingBundle;

/**
 * From the bytes of image files to the pixel values of an image encoder, for any number of threads.
 *
 * <p>Images that are decoded at the same time take at most a quarter of the heap together: what would exceed it waits.
 * Of ordinary images, none ever waits.
 */
public final class ClipImageReader {

    private static final int HEAP_PART = 4;
    private static final int WORKING_BYTES_PER_SAMPLE = Integer.BYTES;
    private static final int CHANNELS = 3;

    private final PixelLimit limit;
    private final DecodingMemory memory;
    private final int outputWidth;
    private final ThreadLocal<ClipPreprocessor> preprocessors;

    /**
     * Prepares for a bundle.
     *
     * @param mostPixels the limit on width times height of an image, at most 2^29
     * @throws BundleException if the preprocessing of the bundle is not consistent
     */
    public ClipImageReader(ImageEncodingBundle bundle, long mostPixels) {
        this(bundle, mostPixels, Runtime.getRuntime().maxMemory() / HEAP_PART);
    }

    ClipImageReader(ImageEncodingBundle bundle, long mostPixels, long memoryBytes) {
        this.limit = new PixelLimit(mostPixels);
        this.memory = new DecodingMemory(memoryBytes);
        this.outputWidth = bundle.imageWidth();
        Supplier<ClipPreprocessor> perThread = () -> new ClipPreprocessor(bundle);
        this.preprocessors = ThreadLocal.withInitial(perThread);
        preprocessors.get(); // checks the bundle
    }

    /**
     * Pixel values {@code [3, H, W]} of an image file.
     *
     * @throws ImageLimitException if the image is larger than the limit
     * @throws ImageDecodingException if the bytes are not an image, or one of a format that is not supported
     */
    public float[] read(byte[] file) {
        try (DecodingMemory.Share share = memory.share()) {
            return read(file, share);
        }
    }

    /** A method of its own: when it returns, nothing refers to the image any more, and its share may go to others. */
    private float[] read(byte[] file, DecodingMemory.Share share) {
        RgbImage image = ImageDecoder.decode(file, limit, (format, width, height, bytesPerPixel) -> {
            limit.accept(format, width, height, bytesPerPixel);
            share.take((long) width * height * bytesPerPixel + workingBytes(height));
        });
        return preprocessors.get().preprocess(image);
    }

    /** Of the resize, which keeps the rows of the input at the width of the output. */
    private long workingBytes(int height) {
        return (long) height * outputWidth * CHANNELS * WORKING_BYTES_PER_SAMPLE;
    }
}
