package io.steerscope.inference.image;

/**
 * A limit on the pixels of an image.
 *
 * @param pixels width times height
 */
record PixelLimit(long pixels) implements SizeCheck {

    /** What JPEG and GIF can say. Longer edges would make the weights of a resize larger than any image. */
    static final int MOST_EDGE = 65_535;

    /** RGB samples of an image fit an array. */
    private static final long MOST_PIXELS = Integer.MAX_VALUE / 4;

    PixelLimit {
        if (pixels < 1 || pixels > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "the limit on pixels must be between 1 and " + MOST_PIXELS + ", is " + pixels);
        }
    }

    @Override
    public void accept(String format, int width, int height, int bytesPerPixel) {
        if (width < 1 || height < 1) {
            throw new ImageDecodingException(format + " of " + width + " x " + height + " has no pixels");
        }
        long declared = (long) width * height;
        if (declared > pixels) {
            throw new ImageLimitException("%s of %d x %d has %d pixels, more than the limit of %d (--max-image-pixels)"
                    .formatted(format, width, height, declared, pixels));
        }
        if (width > MOST_EDGE || height > MOST_EDGE) {
            throw new ImageLimitException(
                    "%s of %d x %d has an edge of more than %d pixels".formatted(format, width, height, MOST_EDGE));
        }
    }
}
