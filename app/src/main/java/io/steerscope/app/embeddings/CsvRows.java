package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steerscope.schemas.table.CsvStream;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.schemas.table.TableFaults;

/** The rows of a CSV file, whose columns {@code e0}, {@code e1} and so on are the elements of one vector. */
final class CsvRows implements RowSource {

    private static final Pattern ELEMENT = Pattern.compile("e(0|[1-9][0-9]{0,8})");
    private static final Pattern NOT_FINITE = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");

    private final TableFaults faults;
    private final CsvStream table;
    private final List<String> columns;
    private final List<String> elements;

    private CsvRows(TableFaults faults, CsvStream table) {
        this.faults = faults;
        this.table = table;
        this.columns = table.columns().stream()
                .filter(name -> !ELEMENT.matcher(name).matches())
                .toList();
        this.elements = elements();
    }

    static CsvRows open(Path file) throws IOException {
        TableFaults faults = new TableFaults(file);
        return new CsvRows(faults, CsvStream.open(file, List.of("e0"), faults));
    }

    /** Names of the elements' columns, in the order of the elements; what is missing among them is noted. */
    private List<String> elements() {
        SortedMap<Integer, String> byNumber = new TreeMap<>();
        for (String name : table.columns()) {
            Matcher element = ELEMENT.matcher(name);
            if (element.matches()) {
                byNumber.put(Integer.parseInt(element.group(1)), name);
            }
        }
        List<String> names = new ArrayList<>();
        for (int number : byNumber.keySet()) {
            if (number != names.size()) {
                faults.add(
                        Place.BEGINNING,
                        "column e%d is missing, though there is e%d: number the elements from e0 on without a gap"
                                .formatted(names.size(), number));
                break;
            }
            names.add(byNumber.get(number));
        }
        return List.copyOf(names);
    }

    @Override
    public TableFaults faults() {
        return faults;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Place header() {
        return Place.BEGINNING;
    }

    @Override
    public boolean hasVector(int number) {
        return number == 0;
    }

    @Override
    public String vectorName(int number) {
        return "the vector";
    }

    @Override
    public void forEach(Consumer<Row> action) throws IOException {
        int[] texts = positions(columns);
        int[] numbers = positions(elements);
        table.forEach(row -> action.accept(new CsvVectorRow(row, texts, numbers)));
    }

    private int[] positions(List<String> names) {
        return names.stream().mapToInt(table::position).toArray();
    }

    @Override
    public String where(int line) {
        return "on line " + line;
    }

    @Override
    public void close() {
        table.close();
    }

    private record CsvVectorRow(CsvStream.Row fields, int[] columns, int[] elements) implements Row {

        @Override
        public String text(int column) {
            return fields.text(columns[column]);
        }

        @Override
        public int elements(int number) {
            return number == 0 ? elements.length : 0;
        }

        @Override
        public float[] vector(int number) throws ElementFault {
            float[] vector = new float[elements.length];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = fields.nearestFloat(elements[i]);
                if (Float.isNaN(vector[i])) {
                    String fault = fault(fields.text(elements[i]));
                    throw new ElementFault(fields.place(elements[i]), "e" + i + " " + fault);
                }
            }
            return vector;
        }

        private static String fault(String text) {
            if (text.isEmpty()) {
                return "is empty: fill it in, or leave the row out";
            }
            if (NOT_FINITE.matcher(text).matches()) {
                return FieldText.quoted(text) + " is not finite: leave the row out, or embed it again";
            }
            if (PlainNumber.decimal(text).isPresent()) {
                return FieldText.quoted(text) + " is beyond the range of float32: scale the vectors";
            }
            return PlainNumber.decimalFault(text);
        }

        @Override
        public int line() {
            return fields.line();
        }

        @Override
        public Place place() {
            return new Place(fields.line(), 1);
        }

        @Override
        public Place place(int column) {
            return fields.place(columns[column]);
        }
    }
}
