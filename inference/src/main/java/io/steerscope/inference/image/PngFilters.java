package io.steerscope.inference.image;

/** The row filters of PNG. */
final class PngFilters {

    static final byte NONE = 0;
    static final byte SUB = 1;
    static final byte UP = 2;
    static final byte AVERAGE = 3;
    static final byte PAETH = 4;

    private PngFilters() {}

    /** Turns a filtered row into samples, in place. The row above the first is zeros. */
    static void undo(int filter, byte[] row, byte[] above, int pixelBytes) {
        switch (filter) {
            case NONE -> {}
            case SUB -> undoSub(row, pixelBytes);
            case UP -> undoUp(row, above);
            case AVERAGE -> undoAverage(row, above, pixelBytes);
            case PAETH -> undoPaeth(row, above, pixelBytes);
            default -> throw new ImageDecodingException("PNG has unknown row filter " + filter);
        }
    }

    private static void undoSub(byte[] row, int pixelBytes) {
        for (int i = pixelBytes; i < row.length; i++) {
            row[i] += row[i - pixelBytes];
        }
    }

    private static void undoUp(byte[] row, byte[] above) {
        for (int i = 0; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private static void undoAverage(byte[] row, byte[] above, int pixelBytes) {
        for (int i = 0; i < row.length; i++) {
            int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xff;
            row[i] += (byte) (left + (above[i] & 0xff) >> 1);
        }
    }

    private static void undoPaeth(byte[] row, byte[] above, int pixelBytes) {
        for (int i = 0; i < Math.min(pixelBytes, row.length); i++) {
            row[i] += above[i];
        }
        for (int i = pixelBytes; i < row.length; i++) {
            int a = row[i - pixelBytes] & 0xff;
            int b = above[i] & 0xff;
            int c = above[i - pixelBytes] & 0xff;
            int distanceA = Math.abs(b - c);
            int distanceB = Math.abs(a - c);
            int distanceC = Math.abs(a + b - 2 * c);
            int predicted = distanceA <= distanceB && distanceA <= distanceC ? a : distanceB <= distanceC ? b : c;
            row[i] += (byte) predicted;
        }
    }
}
