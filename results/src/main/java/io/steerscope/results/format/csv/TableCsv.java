package io.steerscope.results.format.csv;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.CellText;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.table.CsvWriter;
import io.steerscope.statistics.interval.Interval;

/**
 * A table as CSV (RFC 4180): titles of columns, then rows. Numbers are written in full, without units, signs of
 * thousands and exponents; shares are parts of 1. A column with intervals has two more behind it, for their bounds.
 * Where there is no figure the field is empty. A text that a spreadsheet would run as a formula has an apostrophe
 * before it (<a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV injection</a>).
 */
public final class TableCsv {

    /** What formulas begin with, in their full-width forms too, and what may stand before them. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private TableCsv() {}

    /**
     * Writes a table.
     *
     * @throws IOException as {@code out} throws it
     */
    public static void write(Table table, Appendable out) throws IOException {
        CsvWriter csv = new CsvWriter(out);
        boolean[] hasIntervals = new boolean[table.columns().size()];
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < hasIntervals.length; i++) {
            int column = i;
            hasIntervals[i] = table.rows().stream()
                    .anyMatch(row -> row.get(column) instanceof Cell.Figure figure && figure.interval() != null);
            String title = harmless(table.columns().get(i).title());
            titles.add(title);
            if (hasIntervals[i]) {
                titles.addAll(List.of(title + ", low", title + ", high"));
            }
        }
        csv.write(titles);
        for (List<Cell> row : table.rows()) {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < hasIntervals.length; i++) {
                fields(row.get(i), hasIntervals[i], fields);
            }
            csv.write(fields);
        }
    }

    private static void fields(Cell cell, boolean hasInterval, List<String> fields) {
        Cell.Figure figure = cell instanceof Cell.Figure found ? found : null;
        if (figure != null) {
            fields.add(number(figure.value()));
        } else {
            fields.add(cell instanceof Cell.Count count ? Long.toString(count.count()) : harmless(CellText.of(cell)));
        }
        if (hasInterval) {
            Interval interval = figure == null ? null : figure.interval();
            fields.add(interval == null ? "" : number(interval.low()));
            fields.add(interval == null ? "" : number(interval.high()));
        }
    }

    private static String harmless(String text) {
        return !text.isEmpty()
                        && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                        && !NUMBER.matcher(text).matches()
                ? "'" + text
                : text;
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return Double.isFinite(value) ? BigDecimal.valueOf(value).toPlainString() : String.valueOf(value);
    }
}
