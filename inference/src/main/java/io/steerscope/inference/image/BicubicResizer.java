package io.steerscope.inference.image;

import java.util.Arrays;

/**
 * {@code Image.resize(size, Resampling.BICUBIC)} of Pillow for 8-bit RGB images, bit for bit: a horizontal pass, rounded
 * to 8 bits, then a vertical pass. An instance resizes from one size to one size and keeps its working memory between
 * images; it is not thread-safe.
 */
public final class BicubicResizer {

    private static final int CHANNELS = 3;
    private static final int HALF = 1 << ResizeWeights.PRECISION_BITS - 1;

    private final int inputWidth;
    private final int inputHeight;
    private final Window window;
    private final boolean horizontal;
    private final boolean vertical;
    private final ResizeWeights columns;
    private final ResizeWeights rows;
    private final int firstRow;
    private final int rowCount;
    private final int[] rowsInBetween;
    private final int[] sums;

    /** Resizes from one size to another. */
    public BicubicResizer(int inputWidth, int inputHeight, int outputWidth, int outputHeight) {
        this(inputWidth, inputHeight, outputWidth, outputHeight, new Window(0, 0, outputWidth, outputHeight));
    }

    /** Resizes, but computes only a window of the output. */
    BicubicResizer(int inputWidth, int inputHeight, int outputWidth, int outputHeight, Window window) {
        this.inputWidth = inputWidth;
        this.inputHeight = inputHeight;
        this.window = window;
        this.horizontal = inputWidth != outputWidth;
        this.vertical = inputHeight != outputHeight;
        this.columns = ResizeWeights.bicubic(inputWidth, outputWidth);
        this.rows = ResizeWeights.bicubic(inputHeight, outputHeight);
        int last = window.top() + window.height() - 1;
        this.firstRow = vertical ? rows.first()[window.top()] : window.top();
        this.rowCount = (vertical ? rows.first()[last] + rows.count()[last] : last + 1) - firstRow;
        this.rowsInBetween = new int[rowCount * window.width() * CHANNELS];
        this.sums = new int[window.width() * CHANNELS];
    }

    /**
     * A part of the output.
     *
     * @param left first column
     * @param top first row
     * @param width columns
     * @param height rows
     */
    record Window(int left, int top, int width, int height) {}

    /**
     * Resizes an image.
     *
     * @throws IllegalArgumentException if it does not have the input size of this resizer
     */
    public RgbImage resize(RgbImage image) {
        byte[] output = new byte[window.width() * window.height() * CHANNELS];
        resize(image, output);
        return new RgbImage(window.width(), window.height(), output);
    }

    void resize(RgbImage image, byte[] output) {
        if (image.width() != inputWidth || image.height() != inputHeight) {
            throw new IllegalArgumentException(image + " is not " + inputWidth + " x " + inputHeight);
        }
        if (horizontal) {
            shrinkRows(image.rgb());
        } else {
            copyRows(image.rgb());
        }
        int width = window.width() * CHANNELS;
        for (int y = 0; y < window.height(); y++) {
            if (vertical) {
                sumRows(window.top() + y);
            } else {
                for (int i = 0; i < width; i++) {
                    sums[i] = rowsInBetween[y * width + i] << ResizeWeights.PRECISION_BITS;
                }
            }
            for (int i = 0; i < width; i++) {
                output[y * width + i] = (byte) clip(sums[i]);
            }
        }
    }

    private void shrinkRows(byte[] rgb) {
        int[] weights = columns.weights();
        int out = 0;
        for (int y = firstRow; y < firstRow + rowCount; y++) {
            int rowStart = y * inputWidth * CHANNELS;
            for (int x = window.left(); x < window.left() + window.width(); x++) {
                int red = HALF;
                int green = HALF;
                int blue = HALF;
                int in = rowStart + columns.first()[x] * CHANNELS;
                int weightStart = x * columns.stride();
                int weightEnd = weightStart + columns.count()[x];
                for (int w = weightStart; w < weightEnd; w++, in += CHANNELS) {
                    int weight = weights[w];
                    red += (rgb[in] & 0xff) * weight;
                    green += (rgb[in + 1] & 0xff) * weight;
                    blue += (rgb[in + 2] & 0xff) * weight;
                }
                rowsInBetween[out++] = clip(red);
                rowsInBetween[out++] = clip(green);
                rowsInBetween[out++] = clip(blue);
            }
        }
    }

    private void copyRows(byte[] rgb) {
        int width = window.width() * CHANNELS;
        for (int y = 0; y < rowCount; y++) {
            int in = ((firstRow + y) * inputWidth + window.left()) * CHANNELS;
            for (int i = 0; i < width; i++) {
                rowsInBetween[y * width + i] = rgb[in + i] & 0xff;
            }
        }
    }

    private void sumRows(int y) {
        Arrays.fill(sums, HALF);
        int width = sums.length;
        for (int k = 0; k < rows.count()[y]; k++) {
            addRow((rows.first()[y] + k - firstRow) * width, rows.weights()[y * rows.stride() + k]);
        }
    }

    private void addRow(int start, int weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += rowsInBetween[start + i] * weight;
        }
    }

    private static int clip(int sum) {
        int value = sum >> ResizeWeights.PRECISION_BITS;
        return value < 0 ? 0 : Math.min(value, 255);
    }
}
