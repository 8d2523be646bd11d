package io.steerscope.schemas.table;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The places of one text, by offset. Lines end with LF, CR or CR LF. */
final class Places {

    private final int[] lineStarts;

    Places(CharSequence text) {
        this.lineStarts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.rangeClosed(1, text.length()).filter(offset -> endsLine(text, offset - 1)))
                .toArray();
    }

    /** The place of the character at {@code offset}, from 0. */
    Place at(int offset) {
        int line = line(offset);
        return new Place(line, offset - lineStarts[line - 1] + 1);
    }

    /** The line of the character at {@code offset}, from 1. */
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private static boolean endsLine(CharSequence text, int offset) {
        boolean beforeLineFeed = offset + 1 < text.length() && text.charAt(offset + 1) == '\n';
        return text.charAt(offset) == '\n' || text.charAt(offset) == '\r' && !beforeLineFeed;
    }
}
