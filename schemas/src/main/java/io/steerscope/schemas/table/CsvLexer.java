package io.steerscope.schemas.table;

import java.io.IOException;
import java.util.Arrays;

/** Takes a CSV text apart, row by row: the fields of the present row, and where they are. */
final class CsvLexer implements AutoCloseable {

    private static final int MOST_FIELDS = 1 << 20;

    private final Utf8Reader in;
    private final TableFaults faults;
    private final StringBuilder text = new StringBuilder();
    private int[] ends = new int[64];
    private int[] lines = new int[64];
    private int[] columns = new int[64];
    private int count;
    private int line = 1;
    private int column = 1;
    private Place row = Place.BEGINNING;

    CsvLexer(Utf8Reader in, TableFaults faults) {
        this.in = in;
        this.faults = faults;
    }

    /**
     * Goes on to the next row, which may be empty.
     *
     * @return whether there is one
     * @throws TableException if the text cannot be read on; the fault is noted
     */
    boolean next() throws IOException {
        text.setLength(0);
        count = 0;
        row = here();
        if (in.peek() == Utf8Reader.END) {
            return false;
        }
        do {
            field();
        } while (in.peek() == ',' && take() == ',');
        endLine();
        return true;
    }

    /** Number of fields. */
    int count() {
        return count;
    }

    /** A field without its quotes, or without the space around it. */
    String text(int field) {
        return text.substring(start(field), ends[field]);
    }

    /** The float nearest to the number in a field; NaN if it holds none. */
    float nearestFloat(int field) {
        return PlainNumber.nearestFloat(text, start(field), ends[field]);
    }

    boolean isEmpty(int field) {
        return start(field) == ends[field];
    }

    /** Whether no field has any text. */
    boolean isBlank() {
        return text.isEmpty();
    }

    /** Where the row begins. */
    Place rowPlace() {
        return row;
    }

    /** Where a field begins. */
    Place place(int field) {
        return new Place(lines[field], columns[field]);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    private void field() throws IOException {
        begin();
        skipSpaces();
        if (in.peek() == '"') {
            quoted();
        } else {
            unquoted();
        }
        ends[count] = text.length();
        count++;
    }

    private void begin() {
        if (count == MOST_FIELDS) {
            throw refused(row, "the row has more than " + MOST_FIELDS + " fields: end its line");
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            lines = Arrays.copyOf(lines, 2 * count);
            columns = Arrays.copyOf(columns, 2 * count);
        }
        lines[count] = line;
        columns[count] = column;
    }

    private void quoted() throws IOException {
        Place opening = here();
        take();
        while (true) {
            int next = in.peek();
            if (next == Utf8Reader.END) {
                throw refused(opening, "the quote is not closed: add the closing quote");
            }
            int taken = take();
            if (taken == '"') {
                if (in.peek() != '"') {
                    break;
                }
                take();
            }
            append((char) taken);
        }
        skipSpaces();
        if (!isEnd(in.peek())) {
            boolean severalLines = opening.line() != line;
            throw refused(
                    here(),
                    "text after the closing quote of a field"
                            + (severalLines ? " that begins on line " + opening.line() : "")
                            + ": double the quotes inside a field"
                            + (severalLines ? ", and close each field's" : ""));
        }
    }

    private void unquoted() throws IOException {
        int end = text.length();
        while (!isEnd(in.peek())) {
            char taken = (char) take();
            append(taken);
            if (!Character.isWhitespace(taken)) {
                end = text.length();
            }
        }
        text.setLength(end);
    }

    private void append(char character) {
        text.append(character);
        if (text.length() - start(count) > CsvTable.MOST_CHARACTERS) {
            throw refused(
                    new Place(lines[count], columns[count]),
                    "the field has more than %d characters: close its quote or shorten it"
                            .formatted(CsvTable.MOST_CHARACTERS));
        }
    }

    private void skipSpaces() throws IOException {
        while (!isEnd(in.peek()) && Character.isWhitespace(in.peek())) {
            take();
        }
    }

    private static boolean isEnd(int character) {
        return character == ',' || character == '\n' || character == '\r' || character == Utf8Reader.END;
    }

    private void endLine() throws IOException {
        if (in.peek() != Utf8Reader.END && take() == '\r' && in.peek() == '\n') {
            take();
        }
    }

    /** The next character, of which there must be one. */
    private int take() throws IOException {
        int taken = in.read();
        if (taken == Utf8Reader.MALFORMED) {
            throw refused(here(), in.fault());
        }
        if (taken == 0) {
            throw refused(here(), "the character NUL stands here: a table is text, remove it");
        }
        if (taken == '\n' || taken == '\r' && in.peek() != '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
        return taken;
    }

    private Place here() {
        return new Place(line, column);
    }

    private TableException refused(Place place, String fault) {
        faults.add(place, fault);
        faults.refuseIfAny();
        throw new AssertionError(fault);
    }
}
