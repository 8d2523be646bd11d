package io.steerscope.results.format.text;

/**
 * Columns that text takes in a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks and format
 * characters, 1 for others (after Unicode Standard Annex 11, in its main ranges).
 */
public final class DisplayWidth {

    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private DisplayWidth() {}

    public static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    /** The text, cut with an ellipsis if need be, and filled with spaces up to {@code width} columns. */
    public static String left(String text, int width) {
        String fitting = truncated(text, width);
        return fitting + " ".repeat(width - of(fitting));
    }

    /** As {@link #left}, filled on the left. */
    static String right(String text, int width) {
        String fitting = truncated(text, width);
        return " ".repeat(width - of(fitting)) + fitting;
    }

    private static String truncated(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int columns = 0;
        for (int codePoint : text.codePoints().toArray()) {
            columns += of(codePoint);
            if (columns > width - 1) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.append('…').toString();
    }

    private static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.CONTROL) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
