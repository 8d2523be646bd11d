package io.steerscope.schemas.table;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import static org.assertj.core.api.Assertions.assertThat;

class CsvRoundTripProperties {

    private static final List<String> COLUMNS = List.of("id", "x", "y");

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> awkward = Arbitraries.of(
                "",
                ",",
                "\"",
                "\"\"",
                "\n",
                "\r\n",
                "\r",
                " a",
                "a ",
                "\u00A0a",
                "\u2003",
                "\uFEFF",
                "=1+1",
                "+1",
                "-1",
                "@x",
                "#x",
                "!",
                "a;b",
                "\t",
                "\\",
                "\\\"",
                "\0",
                "\u0007",
                "\uFFFE",
                "\uFFFF",
                "\uD83D\uDE00",
                "'",
                "NULL");
        Arbitrary<String> field = Arbitraries.oneOf(
                awkward,
                Arbitraries.strings().all().ofMaxLength(6),
                Arbitraries.strings().withChars(",\"\n\r ab").ofMaxLength(8));
        Arbitrary<String> id = field.filter(text -> !text.isEmpty());
        return id.flatMap(first -> field.list().ofSize(2).map(rest -> List.of(first, rest.get(0), rest.get(1))))
                .list()
                .ofMaxSize(6);
    }

    private static String written(List<List<String>> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        CsvWriter writer = new CsvWriter(text);
        writer.write(COLUMNS);
        for (List<String> row : rows) {
            writer.write(row);
        }
        return text.toString();
    }

    @Property(tries = 3000)
    void whatIsWrittenIsReadAsItWas(@ForAll("rows") List<List<String>> rows) throws IOException {
        // given
        TableFaults faults = new TableFaults(Path.of("t.csv"));
        List<List<String>> read = new ArrayList<>();

        // when
        CsvTable.of(written(rows), COLUMNS, faults)
                .forEach(row -> read.add(COLUMNS.stream().map(row::text).toList()));

        // then
        faults.refuseIfAny();
        assertThat(read).isEqualTo(rows);
    }

    @Property(tries = 3000)
    void anotherReaderReadsWhatIsWritten(@ForAll("rows") List<List<String>> rows) throws IOException {
        // when
        List<List<String>> read = CSVParser.parse(new StringReader(written(rows)), CSVFormat.RFC4180).stream()
                .map(CSVRecord::toList)
                .toList();

        // then
        assertThat(read.get(0)).isEqualTo(COLUMNS);
        assertThat(read.subList(1, read.size())).isEqualTo(rows);
    }

    @Property(tries = 3000)
    void theWrittenTextOfAFieldBeginsAtItsPlace(@ForAll("rows") List<List<String>> rows) throws IOException {
        // given
        String text = written(rows);
        List<String> lines = List.of(text.split("\r\n|\r|\n", -1));
        List<String> found = new ArrayList<>();

        // when
        CsvTable.of(text, COLUMNS, new TableFaults(Path.of("t.csv"))).forEach(row -> {
            assertThat(row.place("id").column()).isEqualTo(1);
            assertThat(row.place("id").line()).isEqualTo(row.line());
            COLUMNS.forEach(column -> found.add(lines.get(row.place(column).line() - 1)
                    .substring(row.place(column).column() - 1)));
        });

        // then
        List<String> fields = rows.stream().flatMap(List::stream).toList();
        assertThat(found).hasSameSizeAs(fields);
        for (int i = 0; i < fields.size(); i++) {
            StringBuilder one = new StringBuilder();
            new CsvWriter(one).write(List.of(fields.get(i), ""));
            String beginning = one.substring(0, one.length() - 2).split("\r\n|\r|\n", -1)[0];
            assertThat(found.get(i)).startsWith(beginning);
        }
    }
}
