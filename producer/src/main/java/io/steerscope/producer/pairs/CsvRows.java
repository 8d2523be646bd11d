package io.steerscope.producer.pairs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.table.CsvRow;
import io.steerscope.schemas.table.CsvTable;
import io.steerscope.schemas.table.TableFaults;

/** The rows of a CSV text. */
final class CsvRows {

    private static final Logger LOG = LoggerFactory.getLogger(CsvRows.class);

    private CsvRows() {}

    /** The rows that have every field of a pair; what is wrong with the others is noted in {@code faults}. */
    static List<Row> of(String text, TableFaults faults) {
        CsvTable table = CsvTable.of(text, Row.FIELDS, faults);
        List<String> ignored = table.columns().stream()
                .filter(column -> !Row.FIELDS.contains(column))
                .toList();
        if (!ignored.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("file", faults.file())
                    .addKeyValue("columns", ignored)
                    .log("columns are ignored");
        }
        List<Row> rows = new ArrayList<>();
        table.forEach(row -> rows.add(row(row)));
        return rows;
    }

    private static Row row(CsvRow row) {
        Map<String, Row.Cell> cells = new HashMap<>();
        Row.FIELDS.forEach(field -> cells.put(field, new Row.Cell(row.text(field), row.place(field))));
        return new Row(cells);
    }
}
