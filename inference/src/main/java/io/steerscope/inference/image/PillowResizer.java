package io.steerscope.inference.image;

import java.util.Arrays;

import io.steerscope.inference.bundle.ResampleFilter;

/**
 * {@code Image.resize(size, resample)} of Pillow for 8-bit RGB images, bit for bit, with any of its {@linkplain
 * ResampleFilter filters}: a horizontal pass, rounded to 8 bits, then a vertical pass. An instance resizes from one
 * size to one size and keeps its working memory between images; it is not thread-safe.
 */
public final class PillowResizer {

    private static final int CHANNELS = 3;
    private static final int HALF = 1 << ResizeWeights.PRECISION_BITS - 1;
    private static final long BOTH_HALVES = (long) HALF << Integer.SIZE | HALF;

    private final int inputWidth;
    private final int inputHeight;
    private final Window window;
    private final boolean horizontal;
    private final boolean vertical;
    private final ResizeWeights columns;
    private final ResizeWeights rows;
    private final int firstRow;
    private final int rowCount;
    private final int firstColumn;
    private final int columnCount;
    private final int[][] rowsInBetween;
    private final int[] sums;
    private final long[] reds;
    private final long[] greens;
    private final long[] blues;
    private final long[] columnWeights;

    /** Resizes from one size to another with the bicubic filter. */
    public PillowResizer(int inputWidth, int inputHeight, int outputWidth, int outputHeight) {
        this(inputWidth, inputHeight, outputWidth, outputHeight, new Window(0, 0, outputWidth, outputHeight));
    }

    /** Resizes with the bicubic filter, but computes only a window of the output. */
    PillowResizer(int inputWidth, int inputHeight, int outputWidth, int outputHeight, Window window) {
        this(inputWidth, inputHeight, outputWidth, outputHeight, window, ResampleFilter.BICUBIC);
    }

    /** Resizes a window of the output with any of Pillow's filters. */
    PillowResizer(
            int inputWidth, int inputHeight, int outputWidth, int outputHeight, Window window, ResampleFilter filter) {
        this.inputWidth = inputWidth;
        this.inputHeight = inputHeight;
        this.window = window;
        this.horizontal = inputWidth != outputWidth;
        this.vertical = inputHeight != outputHeight;
        this.columns = ResizeWeights.of(filter, inputWidth, outputWidth, window.left(), window.width());
        this.rows = ResizeWeights.of(filter, inputHeight, outputHeight, window.top(), window.height());
        int last = window.height() - 1;
        this.firstRow = vertical ? rows.first()[0] : window.top();
        this.rowCount = (vertical ? rows.first()[last] + rows.count()[last] : window.top() + last + 1) - firstRow;
        int lastColumn = window.width() - 1;
        this.firstColumn = columns.first()[0];
        this.columnCount = horizontal ? columns.first()[lastColumn] + columns.count()[lastColumn] - firstColumn : 0;
        this.rowsInBetween = new int[rowCount][window.width() * CHANNELS];
        this.sums = new int[window.width() * CHANNELS];
        this.reds = new long[columnCount];
        this.greens = new long[columnCount];
        this.blues = new long[columnCount];
        this.columnWeights = Arrays.stream(columns.weights()).asLongStream().toArray();
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

    /** Memory that is kept between images, about. */
    long workingBytes() {
        long samples = (long) rowCount * window.width() * CHANNELS;
        return samples * Integer.BYTES + (3L * columnCount + columnWeights.length) * Long.BYTES;
    }

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
                sumRows(y);
            } else {
                for (int i = 0; i < width; i++) {
                    sums[i] = rowsInBetween[y][i] << ResizeWeights.PRECISION_BITS;
                }
            }
            for (int i = 0; i < width; i++) {
                output[y * width + i] = (byte) clip(sums[i]);
            }
        }
    }

    private void shrinkRows(byte[] rgb) {
        for (int row = 0; row < rowCount; row += 2) {
            int lower = Math.min(row + 1, rowCount - 1);
            pairRows(rgb, sample(firstRow + row), sample(firstRow + lower));
            shrinkPair(rowsInBetween[row], rowsInBetween[lower]);
        }
    }

    private int sample(int row) {
        return (row * inputWidth + firstColumn) * CHANNELS;
    }

    private void pairRows(byte[] rgb, int upper, int lower) {
        for (int x = 0; x < columnCount; x++) {
            int at = CHANNELS * x;
            reds[x] = rgb[upper + at] & 0xff | (rgb[lower + at] & 0xffL) << Integer.SIZE;
            greens[x] = rgb[upper + at + 1] & 0xff | (rgb[lower + at + 1] & 0xffL) << Integer.SIZE;
            blues[x] = rgb[upper + at + 2] & 0xff | (rgb[lower + at + 2] & 0xffL) << Integer.SIZE;
        }
    }

    /**
     * Two rows at once: a long holds a sum of the upper row in its lower half and one of the lower row in its upper
     * half, and one multiplication serves both. What a negative lower half borrows is given back at the end.
     */
    private void shrinkPair(int[] upper, int[] lower) {
        for (int x = 0; x < window.width(); x++) {
            int start = columns.first()[x] - firstColumn;
            int end = start + columns.count()[x];
            int toWeight = x * columns.stride() - start;
            long red = BOTH_HALVES;
            long green = BOTH_HALVES;
            long blue = BOTH_HALVES;
            for (int i = start; i < end; i++) {
                long weight = columnWeights[toWeight + i];
                red += reds[i] * weight;
                green += greens[i] * weight;
                blue += blues[i] * weight;
            }
            int out = x * CHANNELS;
            lower[out] = clip(upperHalf(red));
            lower[out + 1] = clip(upperHalf(green));
            lower[out + 2] = clip(upperHalf(blue));
            upper[out] = clip((int) red);
            upper[out + 1] = clip((int) green);
            upper[out + 2] = clip((int) blue);
        }
    }

    private static int upperHalf(long sums) {
        return (int) (sums - (int) sums >> Integer.SIZE);
    }

    private void copyRows(byte[] rgb) {
        for (int y = 0; y < rowCount; y++) {
            int in = ((firstRow + y) * inputWidth + window.left()) * CHANNELS;
            int[] row = rowsInBetween[y];
            for (int i = 0; i < row.length; i++) {
                row[i] = rgb[in + i] & 0xff;
            }
        }
    }

    private void sumRows(int y) {
        Arrays.fill(sums, HALF);
        for (int k = 0; k < rows.count()[y]; k++) {
            addRow(sums, rowsInBetween[rows.first()[y] + k - firstRow], rows.weights()[y * rows.stride() + k]);
        }
    }

    /** All arrays run from index 0: only then does the JIT compiler see that it may use vector instructions. */
    private static void addRow(int[] sums, int[] row, int weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += row[i] * weight;
        }
    }

    private static int clip(int sum) {
        int value = sum >> ResizeWeights.PRECISION_BITS;
        return value < 0 ? 0 : Math.min(value, 255);
    }
}
