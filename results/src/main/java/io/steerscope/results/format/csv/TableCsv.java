package io.steerscope.results.format.csv;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.CellText;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.table.CsvWriter;
import io.steerscope.statistics.interval.Interval;

/**
 * A table as CSV (RFC 4180): titles of columns, then rows. Numbers are written in full, without units, signs of
 * thousands and exponents; shares are parts of 1. A column with intervals has two more behind it, for their bounds.
 * Where there is no figure the field is empty.
 */
public final class TableCsv {

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
            String title = table.columns().get(i).title();
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
            fields.add(cell instanceof Cell.Count count ? Long.toString(count.count()) : CellText.of(cell));
        }
        if (hasInterval) {
            Interval interval = figure == null ? null : figure.interval();
            fields.add(interval == null ? "" : number(interval.low()));
            fields.add(interval == null ? "" : number(interval.high()));
        }
    }

    private static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return Double.isFinite(value) ? BigDecimal.valueOf(value).toPlainString() : String.valueOf(value);
    }
}
