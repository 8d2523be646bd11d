package io.steerscope.inference.image;

/** The orientations 1 to 8 of TIFF: which side of what is seen the rows and columns of a file begin at. */
final class Orientation {

    private static final int RGB_BYTES = 3;

    private Orientation() {}

    /** The image as it is to be seen. */
    static RgbImage applied(RgbImage image, int orientation) {
        boolean transposed = orientation >= 5;
        boolean right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
        boolean bottom = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
        int width = transposed ? image.height() : image.width();
        int height = transposed ? image.width() : image.height();
        byte[] rgb = new byte[image.rgb().length];
        for (int y = 0; y < height; y++) {
            int seenY = bottom ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int seenX = right ? width - 1 - x : x;
                int from = transposed ? x * image.width() + y : y * image.width() + x;
                System.arraycopy(image.rgb(), from * RGB_BYTES, rgb, (seenY * width + seenX) * RGB_BYTES, RGB_BYTES);
            }
        }
        return new RgbImage(width, height, rgb);
    }
}
