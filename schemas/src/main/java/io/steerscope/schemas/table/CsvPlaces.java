package io.steerscope.schemas.table;

/** Where the rows and fields of a CSV text are. The parser does not tell; a fault needs it. */
final class CsvPlaces {

    private final String text;
    private final Places places;

    CsvPlaces(String text) {
        this.text = text;
        this.places = new Places(text);
    }

    int line(int offset) {
        return places.line(offset);
    }

    Place at(int offset) {
        return places.at(offset);
    }

    /** The place of field {@code index}, from 0, of the row at {@code start}. */
    Place field(int start, int index) {
        int offset = start;
        for (int i = 0; i < index; i++) {
            offset = Math.min(endOfField(offset) + 1, text.length());
        }
        return places.at(offset);
    }

    /** Offset of the first row at or after {@code offset}: behind line ends. */
    int row(int offset) {
        int i = offset;
        while (i < text.length() && isLineEnd(i)) {
            i++;
        }
        return i;
    }

    /** Offset of what ends the row at {@code start}, whose fields are {@code count}. */
    int endOfRow(int start, int count) {
        int offset = start;
        for (int i = 0; i < count; i++) {
            offset = endOfField(i == 0 ? offset : offset + 1);
        }
        return offset;
    }

    /** Notes what is wrong with the quotes of the row at {@code start}, which the parser could not read. */
    void addQuoteFault(int start, TableFaults faults) {
        int field = start;
        while (field < text.length()) {
            int quote = skipSpaces(field);
            if (isQuote(quote)) {
                int closing = closingQuote(quote);
                if (closing == text.length()) {
                    faults.add(places.at(quote), "the quote is not closed: add the closing quote");
                    return;
                }
                int after = skipSpaces(closing + 1);
                if (!isEnd(after)) {
                    faults.add(places.at(after), afterQuote(quote, after));
                    return;
                }
            }
            field = endOfField(field) + 1;
        }
        faults.add(places.at(start), "the quotes of this row do not match: close each, and double those inside");
    }

    private String afterQuote(int quote, int after) {
        boolean severalLines = line(quote) != line(after);
        return "text after the closing quote of a field"
                + (severalLines ? " that begins on line " + line(quote) : "")
                + ": double the quotes inside a field"
                + (severalLines ? ", and close each field's" : "");
    }

    /** Offset of the comma or line end behind the field at {@code start}, or the length of the text. */
    private int endOfField(int start) {
        int i = skipSpaces(start);
        if (isQuote(i)) {
            i = Math.min(closingQuote(i) + 1, text.length());
        }
        while (!isEnd(i)) {
            i++;
        }
        return i;
    }

    /** Offset of the quote that closes the one at {@code opening}, or the length of the text. */
    private int closingQuote(int opening) {
        int i = opening + 1;
        while (i < text.length()) {
            if (text.charAt(i) == '"') {
                if (!isQuote(i + 1)) {
                    return i;
                }
                i++;
            }
            i++;
        }
        return text.length();
    }

    private int skipSpaces(int start) {
        int i = start;
        while (!isEnd(i) && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean isQuote(int offset) {
        return offset < text.length() && text.charAt(offset) == '"';
    }

    private boolean isEnd(int offset) {
        return offset >= text.length() || text.charAt(offset) == ',' || isLineEnd(offset);
    }

    private boolean isLineEnd(int offset) {
        return text.charAt(offset) == '\n' || text.charAt(offset) == '\r';
    }
}
