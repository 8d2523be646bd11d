package io.steerscope.app.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.steerscope.app.embeddings.ParquetTexts;
import io.steerscope.schemas.table.CsvStream;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableException;
import io.steerscope.schemas.table.TableFaults;

/** The rows of a table with columns: CSV or Parquet. */
final class TableRows {

    private static final Map<String, String> SEPARATORS = Map.of(";", "';'", "\t", "tabs", "|", "'|'");

    private final Part part;
    private final ColumnMapping mapping;
    private final RowSink sink;
    private final Map<ImageField, Integer> positions = new EnumMap<>(ImageField.class);

    private TableRows(Part part, ColumnMapping mapping, RowSink sink) {
        this.part = part;
        this.mapping = mapping;
        this.sink = sink;
    }

    static void read(Part part, ColumnMapping mapping, RowSink sink, SourceFaults faults) throws IOException {
        TableRows rows = new TableRows(part, mapping, sink);
        boolean isCsv = part.form() == Part.Form.CSV;
        TableFaults own = isCsv ? new TableFaults(part.file()) : TableFaults.ofRows(part.file());
        try {
            if (isCsv) {
                rows.readCsv(own);
            } else {
                rows.readParquet(own);
            }
        } catch (TableException e) {
            // It says what is noted in the faults, and that nothing can be read behind them.
        }
        if (own.count() > 0) {
            sink.lost();
        }
        faults.addAll(part, own);
    }

    private void readCsv(TableFaults faults) throws IOException {
        try (CsvStream table = CsvStream.openWithIndex(part.file(), List.of(), faults)) {
            faults.refuseIfAny();
            List<String> header = table.columns();
            Optional<String> separator = separator(header);
            if (separator.isPresent()) {
                faults.add(
                        Place.BEGINNING,
                        "columns are separated by %s: save the file with commas between columns and points in numbers"
                                .formatted(separator.get()));
                return;
            }
            resolve(header, header, Place.BEGINNING, faults);
            if (table.hasIndex()) {
                sink.ignored(part, "");
            }
            Map<ImageField, Integer> fields = new EnumMap<>(ImageField.class);
            positions.forEach((field, index) -> fields.put(field, table.position(header.get(index))));
            table.forEach(row -> {
                RawRow raw = new RawRow(part, row.line(), "");
                fields.forEach((field, position) -> raw.put(field, row.text(position), row.place(position)));
                sink.take(raw);
            });
        }
    }

    private void readParquet(TableFaults faults) throws IOException {
        Place whole = new Place(0, 0);
        ParquetTexts table = ParquetTexts.open(part.file(), mapping.columns(), faults);
        Set<String> others = new HashSet<>(table.others());
        mapping.columns(ImageField.FILE).stream()
                .filter(others::contains)
                .findFirst()
                .filter(name -> mapping.column(ImageField.FILE, table.columns()).isEmpty())
                .ifPresent(name -> faults.add(
                        whole,
                        "column %s holds no names of files, as where images are stored within the table: save the images as files, with their names in file_name"
                                .formatted(name)));
        faults.refuseIfAny();
        List<String> all = new ArrayList<>(table.columns());
        all.addAll(table.others());
        resolve(table.columns(), all, whole, faults);
        table.forEach((number, texts) -> {
            RawRow raw = new RawRow(part, number, "");
            positions.forEach((field, position) -> raw.put(field, texts[position], new Place(number, 1)));
            sink.take(raw);
        });
    }

    /** Finds the columns; what is wrong with them ends the table. */
    private void resolve(List<String> header, List<String> all, Place place, TableFaults faults) {
        mapping.faults(header, true, true).forEach(fault -> faults.add(place, fault));
        faults.refuseIfAny();
        for (ImageField field : ImageField.values()) {
            mapping.column(field, header).ifPresent(name -> positions.put(field, header.indexOf(name)));
        }
        mapping.ignored(all).forEach(column -> sink.ignored(part, column));
    }

    private Optional<String> separator(List<String> header) {
        boolean hasFile = mapping.column(ImageField.FILE, header).isPresent();
        if (hasFile || header.size() != 1) {
            return Optional.empty();
        }
        return SEPARATORS.entrySet().stream()
                .filter(separator -> header.get(0).contains(separator.getKey()))
                .filter(separator -> List.of(header.get(0).split(Pattern.quote(separator.getKey()), -1)).stream()
                        .anyMatch(name -> mapping.columns().contains(name.strip())))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
