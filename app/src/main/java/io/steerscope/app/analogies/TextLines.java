package io.steerscope.app.analogies;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.schemas.table.TableFaults;

/**
 * Lines of a UTF-8 file, one in memory at a time, as fields with spaces or tabs between. Numbers are read from the
 * bytes, without a text of their own: a file of vectors has millions.
 */
final class TextLines implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST = 1 << 26;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final TableFaults faults;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final byte[] piece = new byte[BUFFER];
    private int next;
    private int limit;
    private byte[] bytes = new byte[BUFFER];
    private int length;
    private int[] starts = new int[1 << 10];
    private int[] ends = new int[1 << 10];
    private int fields;
    private int line;
    private final CharSequence latin = new Latin(0, 0);

    private TextLines(InputStream in, TableFaults faults) {
        this.in = in;
        this.faults = faults;
    }

    static TextLines open(Path file, TableFaults faults) throws IOException {
        return new TextLines(new BufferedInputStream(Files.newInputStream(file), BUFFER), faults);
    }

    /** Goes to the next line, which may be empty; false at the end of the file. */
    boolean next() throws IOException {
        length = 0;
        boolean any = false;
        while (true) {
            if (next == limit) {
                limit = in.read(piece);
                next = 0;
                if (limit <= 0) {
                    limit = 0;
                    break;
                }
            }
            any = true;
            int end = next;
            while (end < limit && piece[end] != '\n') {
                end++;
            }
            append(end);
            if (end < limit) {
                next = end + 1;
                break;
            }
            next = end;
        }
        if (!any) {
            return false;
        }
        line++;
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        split(line == 1 && Arrays.equals(bytes, 0, Math.min(length, MARK.length), MARK, 0, MARK.length) ? 3 : 0);
        return true;
    }

    private void append(int end) {
        int added = end - next;
        if (length + added > LONGEST) {
            faults.add(new Place(line + 1, 1), "the line is longer than 64 MiB: this is no file of word vectors");
            faults.refuseIfAny();
        }
        if (length + added > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + added, 2 * bytes.length));
        }
        System.arraycopy(piece, next, bytes, length, added);
        length += added;
    }

    private void split(int from) {
        fields = 0;
        int at = from;
        while (at < length) {
            while (at < length && isSpace(bytes[at])) {
                at++;
            }
            if (at == length) {
                return;
            }
            if (fields == starts.length) {
                starts = Arrays.copyOf(starts, 2 * fields);
                ends = Arrays.copyOf(ends, 2 * fields);
            }
            starts[fields] = at;
            while (at < length && !isSpace(bytes[at])) {
                at++;
            }
            ends[fields] = at;
            fields++;
        }
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\t';
    }

    /** Number of the present line, from 1. */
    int line() {
        return line;
    }

    /** How many fields the line has. */
    int fields() {
        return fields;
    }

    /** Where a field begins; a character of more than one byte counts as those. */
    Place place(int field) {
        return new Place(line, starts[field] + 1);
    }

    /** The text of a field. */
    String text(int field) {
        return texts(field, field + 1);
    }

    /** The text from one field to the one before another, with what stands between them. */
    String texts(int from, int to) {
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, starts[from], ends[to - 1] - starts[from]))
                    .toString();
        } catch (CharacterCodingException e) {
            faults.add(place(from), "the text here is not UTF-8: save the file as UTF-8");
            faults.refuseIfAny();
            throw new IllegalStateException(e);
        }
    }

    /** The float nearest to the plain decimal number in a field; NaN if there is none that is finite. */
    float nearestFloat(int field) {
        return PlainNumber.nearestFloat(latin, starts[field], ends[field]);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The bytes of the line as characters of their number; from {@code from} on, or all where both ends are 0. */
    private final class Latin implements CharSequence {

        private final int from;
        private final int to;

        private Latin(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public int length() {
            return to == 0 ? length : to - from;
        }

        @Override
        public char charAt(int index) {
            return (char) (bytes[from + index] & 0xFF);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Latin(from + start, from + end);
        }

        @Override
        public String toString() {
            return new String(bytes, from, length(), StandardCharsets.ISO_8859_1);
        }
    }
}
