package io.steerscope.inference.image;

/**
 * Decodes image files to see that they can be decoded, for any number of threads, and keeps nothing of their pixels.
 *
 * <p>Images that are decoded at the same time take at most a quarter of the heap together: what would exceed it waits.
 */
public final class ImageCheck {

    private static final int HEAP_PART = 4;

    private final PixelLimit limit;
    private final DecodingMemory memory =
            new DecodingMemory(Runtime.getRuntime().maxMemory() / HEAP_PART);

    /** @param mostPixels the limit on width times height of an image, at most 2^29 */
    public ImageCheck(long mostPixels) {
        this.limit = new PixelLimit(mostPixels);
    }

    /**
     * What an image is.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public record Checked(ImageFormat format, int width, int height) {}

    /**
     * Decodes a file.
     *
     * @throws ImageLimitException if the image is larger than the limit
     * @throws ImageDecodingException if the bytes are not an image, or one of a format that is not supported
     */
    public Checked check(byte[] file) {
        try (DecodingMemory.Share share = memory.share()) {
            RgbImage image = ImageDecoder.decode(file, limit, (format, width, height, bytesPerPixel) -> {
                limit.accept(format, width, height, bytesPerPixel);
                share.take((long) width * height * bytesPerPixel);
            });
            return new Checked(ImageFormat.of(file).orElseThrow(), image.width(), image.height());
        }
    }
}
