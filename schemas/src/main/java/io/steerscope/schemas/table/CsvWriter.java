package io.steerscope.schemas.table;

import java.io.IOException;
import java.util.List;

/**
 * Writes CSV (RFC 4180) with line feeds. A field is in quotes where it would be read otherwise without them; its text
 * is never altered.
 */
public final class CsvWriter {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Appendable out;

    public CsvWriter(Appendable out) {
        this.out = out;
    }

    /**
     * Writes one row.
     *
     * @param fields at least one
     * @throws IOException as the output throws it
     */
    public void write(List<String> fields) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            String field = fields.get(i);
            boolean blankLine = fields.size() == 1 && field.isEmpty();
            if (blankLine || needsQuotes(field)) {
                out.append('"').append(field.replace("\"", "\"\"")).append('"');
            } else {
                out.append(field);
            }
        }
        out.append('\n');
    }

    private static boolean needsQuotes(String field) {
        if (field.isEmpty()) {
            return false;
        }
        boolean special = field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return special || field.charAt(0) == BYTE_ORDER_MARK || !field.strip().equals(field);
    }
}
