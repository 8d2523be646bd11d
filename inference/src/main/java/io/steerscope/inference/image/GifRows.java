package io.steerscope.inference.image;

/** The place of a GIF frame on its canvas, filled pixel by pixel in the order of the file. */
final class GifRows {

    private static final int[] FIRST = {0, 4, 2, 1};
    private static final int[] STEP = {8, 8, 4, 2};

    private final byte[] canvas;
    private final int canvasWidth;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final boolean interlaced;
    private int pass;
    private int row;
    private int column;
    private boolean full;

    GifRows(byte[] canvas, int canvasWidth, int left, int top, int width, int height, boolean interlaced) {
        this.canvas = canvas;
        this.canvasWidth = canvasWidth;
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.interlaced = interlaced;
    }

    boolean isFull() {
        return full;
    }

    /** Sets the next pixel, if there is one. */
    void put(byte index) {
        if (full) {
            return;
        }
        canvas[(top + row) * canvasWidth + left + column++] = index;
        if (column == width) {
            column = 0;
            nextRow();
        }
    }

    private void nextRow() {
        row += interlaced ? STEP[pass] : 1;
        while (row >= height) {
            if (!interlaced || ++pass == FIRST.length) {
                full = true;
                return;
            }
            row = FIRST[pass];
        }
    }
}
