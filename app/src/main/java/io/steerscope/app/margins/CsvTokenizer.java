package io.steerscope.app.margins;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits CSV text (RFC 4180: comma, double quotes, any line ending) into records whose fields know their position.
 * Empty lines are no records.
 */
final class CsvTokenizer {

    private final String file;
    private final String text;
    private int position;
    private int line = 1;
    private int lineStart;

    /** @param file name of the file in errors */
    CsvTokenizer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** The fields of the next record; empty at the end of the file. */
    List<CsvField> next() {
        List<CsvField> fields = new ArrayList<>();
        while (position < text.length() && isLineEnd()) {
            endLine();
        }
        if (position == text.length()) {
            return fields;
        }
        fields.add(field());
        while (position < text.length() && text.charAt(position) == ',') {
            position++;
            fields.add(field());
        }
        if (position < text.length() && !isLineEnd()) {
            throw error("text after a closing quote: double the quote inside the field");
        }
        return fields;
    }

    private CsvField field() {
        int startLine = line;
        int startColumn = column();
        return new CsvField(
                position < text.length() && text.charAt(position) == '"' ? quoted(startLine, startColumn) : plain(),
                startLine,
                startColumn);
    }

    private String plain() {
        int start = position;
        while (position < text.length() && text.charAt(position) != ',' && !isLineEnd()) {
            position++;
        }
        return text.substring(start, position).strip();
    }

    private String quoted(int startLine, int startColumn) {
        StringBuilder value = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                if (position == text.length() || text.charAt(position) != '"') {
                    return value.toString();
                }
                position++;
                value.append('"');
            } else if (isLineEnd()) {
                value.append('\n');
                endLine();
            } else {
                position++;
                value.append(c);
            }
        }
        throw new MarginsFileException(file, startLine, startColumn, "quote is not closed: add the closing quote");
    }

    private boolean isLineEnd() {
        return text.charAt(position) == '\n' || text.charAt(position) == '\r';
    }

    private void endLine() {
        boolean pair = text.startsWith("\r\n", position);
        position += pair ? 2 : 1;
        line++;
        lineStart = position;
    }

    private int column() {
        return position - lineStart + 1;
    }

    private MarginsFileException error(String message) {
        return new MarginsFileException(file, line, column(), message);
    }
}
