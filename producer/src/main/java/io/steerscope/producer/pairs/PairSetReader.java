package io.steerscope.producer.pairs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.table.TextFile;

/** Reads pair sets from CSV and JSON Lines files. */
public final class PairSetReader {

    private PairSetReader() {}

    /** As {@link #readFile}, with the default limits and at least two pairs in each category, without the places. */
    public static PairSet read(Path file) throws IOException {
        return readFile(file, RecordLimits.DEFAULT, false).pairs();
    }

    /**
     * Reads a pair set: JSON Lines where the file's name ends in {@code .jsonl}, else CSV with a header line (RFC
     * 4180). Columns may stand in any order; further columns are ignored with a warning, and so is space around a
     * field.
     *
     * @param limits the most characters of a prompt and of a category
     * @param lonePairs whether a category may have one pair only, as where no method learns from exemplars
     * @throws io.steerscope.schemas.table.TableException if the file is no valid pair set
     * @throws IOException if the file cannot be read
     */
    public static PairFile readFile(Path file, RecordLimits limits, boolean lonePairs) throws IOException {
        TableFaults faults = new TableFaults(file);
        String text = TextFile.read(file);
        boolean jsonLines = file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl");
        List<Row> rows = jsonLines ? JsonLines.of(text, faults) : CsvRows.of(text, faults);
        RowCheck.check(rows, limits, lonePairs, faults);
        faults.refuseIfAny();
        Map<String, Place> targets = new HashMap<>();
        rows.forEach(
                row -> targets.put(row.text(Row.PAIR_ID), row.cell(Row.TARGET).place()));
        PairSet pairs = new PairSet(rows.stream()
                .map(row -> new Pair(
                        row.text(Row.PAIR_ID), row.text(Row.CATEGORY), row.text(Row.SOURCE), row.text(Row.TARGET)))
                .toList());
        return new PairFile(file, pairs, targets);
    }
}
