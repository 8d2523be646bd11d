package io.steerscope.schemas.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table in a CSV text (RFC 4180): commas, double quotes, lines that end with LF, CR or CR LF, and a first line that
 * names the columns in any order.
 *
 * <p>As spreadsheets write it, a file may have columns without a name whose fields are empty, and rows without any
 * text: both are left out. Space around a field that has no quotes does not belong to it.
 */
public final class CsvTable {

    /** The most characters of a field. */
    public static final int MOST_CHARACTERS = 100_000;

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    private final TableFaults faults;
    private final CsvPlaces places;
    private final Iterator<CSVRecord> records;
    private final Map<String, Integer> positions;
    private final int width;
    private final String firstLine;
    private final List<String> required;
    private boolean isHeaderRead;
    private int rowStart;
    private int nextRow;

    private CsvTable(String text, List<String> required, TableFaults faults) {
        this.faults = faults;
        this.places = new CsvPlaces(text);
        this.records = parse(text);
        this.nextRow = places.row(0);
        this.firstLine =
                text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        this.required = required;
        CSVRecord header = next();
        this.isHeaderRead = true;
        this.width = header == null ? 0 : header.size();
        this.positions = header == null
                ? Map.of()
                : new CsvHeader(header.toList(), firstLine, required).positions(places.at(rowStart), faults);
        if (header == null && faults.count() == 0) {
            faults.add(Place.BEGINNING, "the file is empty: begin with the line " + String.join(",", required));
        }
    }

    /**
     * The table of a text; what is wrong with its first line is noted in {@code faults}, and the table then has no
     * rows.
     *
     * @param required columns that it must have
     */
    public static CsvTable of(String text, List<String> required, TableFaults faults) {
        return new CsvTable(text, required, faults);
    }

    /** The named columns, in the order of the file. */
    public List<String> columns() {
        return List.copyOf(positions.keySet());
    }

    /** Takes every row that has a field for every column; what is wrong with the others is noted. Works once. */
    public void forEach(Consumer<CsvRow> action) {
        if (positions.isEmpty()) {
            return;
        }
        for (CSVRecord fields = next(); fields != null; fields = next()) {
            if (isWhole(fields)) {
                action.accept(new CsvRow(fields, positions, places, rowStart));
            }
        }
    }

    private static Iterator<CSVRecord> parse(String text) {
        try {
            return CSVParser.builder()
                    .setReader(new StringReader(text))
                    .setFormat(FORMAT)
                    .get()
                    .iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next record with any text, or null at the end of the text or of what can be read of it. */
    private @Nullable CSVRecord next() {
        try {
            while (records.hasNext()) {
                CSVRecord record = records.next();
                rowStart = nextRow;
                nextRow = places.row(places.endOfRow(rowStart, record.size()));
                if (record.stream().anyMatch(field -> !field.isEmpty())) {
                    return record;
                }
            }
        } catch (UncheckedIOException e) {
            String separator = isHeaderRead ? "" : CsvHeader.separatorFault(firstLine, required);
            if (separator.isEmpty()) {
                places.addQuoteFault(nextRow, faults);
            } else {
                faults.add(places.at(nextRow), separator);
            }
        }
        return null;
    }

    private boolean isWhole(CSVRecord fields) {
        int named = Collections.max(positions.values()) + 1;
        boolean surplus = fields.stream().skip(width).anyMatch(field -> !field.isEmpty());
        if (fields.size() < named || surplus) {
            faults.add(
                    places.at(rowStart),
                    "%d fields where the header has %d: put a field that holds a comma in double quotes%s"
                            .formatted(fields.size(), width, surplus ? ", and write decimals with a point" : ""));
            return false;
        }
        for (int i = 0; i < fields.size(); i++) {
            String fault = fault(fields.get(i), i);
            if (!fault.isEmpty()) {
                faults.add(places.field(rowStart, i), fault);
                return false;
            }
        }
        return true;
    }

    private String fault(String field, int position) {
        if (field.length() > MOST_CHARACTERS) {
            return "the field has %d characters, the most is %d: close its quote or shorten it"
                    .formatted(field.length(), MOST_CHARACTERS);
        }
        boolean nameless = !field.isEmpty() && position < width && !positions.containsValue(position);
        return nameless
                ? "%s stands in a column without a name: name the column in the first line, or remove the field"
                        .formatted(FieldText.quoted(field))
                : "";
    }
}
