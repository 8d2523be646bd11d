package io.steerscope.schemas.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Both readers of CSV read the same. */
class CsvStreamProperties {

    private record Outcome(List<String> rows, String faults) {}

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> field = Arbitraries.of(
                "a",
                "",
                " b c ",
                "\"q\"",
                "\"x,y\"",
                "\" two\r\nlines \"",
                "\"says \"\"so\"\"\"",
                " \"p\" ",
                "\u00E9",
                "\uD83D\uDE00");
        Arbitrary<String> row = field.list().ofMinSize(1).ofMaxSize(4).map(fields -> String.join(",", fields));
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n", "\r", "\n\n", "\r\n\r\n");
        return row.flatMap(text -> end.map(ending -> text + ending))
                .list()
                .ofMaxSize(6)
                .map(rows -> "\uFEFFone,two ,\" three\",\n" + String.join("", rows));
    }

    @Property
    void rowsPlacesAndFaultsAreThoseOfATableInMemory(@ForAll("texts") String text) throws IOException {
        // given
        Path file = Files.createTempFile("rows", ".csv");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));

        // when
        Outcome whole = inMemory(file);
        Outcome streamed = streamed(file);
        Files.delete(file);

        // then
        assertThat(streamed).isEqualTo(whole);
    }

    private static Outcome inMemory(Path file) throws IOException {
        TableFaults faults = new TableFaults(file);
        CsvTable table = CsvTable.of(TextFile.read(file), List.of("one"), faults);
        List<String> rows = new ArrayList<>();
        table.forEach(row -> {
            for (String column : table.columns()) {
                rows.add(row.line() + " " + row.place(column) + row.text(column));
            }
        });
        return new Outcome(rows, message(faults));
    }

    private static Outcome streamed(Path file) throws IOException {
        TableFaults faults = new TableFaults(file);
        List<String> rows = new ArrayList<>();
        try (CsvStream table = CsvStream.open(file, List.of("one"), faults)) {
            List<Integer> positions =
                    table.columns().stream().map(table::position).toList();
            table.forEach(row -> positions.forEach(
                    position -> rows.add(row.line() + " " + row.place(position) + row.text(position))));
        }
        return new Outcome(rows, message(faults));
    }

    private static String message(TableFaults faults) {
        try {
            faults.refuseIfAny();
            return "";
        } catch (TableException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
