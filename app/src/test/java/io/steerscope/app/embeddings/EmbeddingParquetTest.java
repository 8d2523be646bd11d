package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.schemas.table.TableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The files of {@code embeddings/} are written by its {@code make.py}. */
class EmbeddingParquetTest {

    private static final Path FILES = Path.of("src/test/resources/embeddings");

    @TempDir
    private Path folder;

    private static EmbeddingTable read(Path file, TextRole... needed) throws IOException {
        return EmbeddingReader.read(EmbeddingSource.of(file, null), Set.of(needed));
    }

    private static EmbeddingSource column(Path file, String name) {
        return new EmbeddingSource(file, null, name, EmbeddingSource.TEXT_COLUMN, null);
    }

    @Test
    void listsOfDoubleOfPandasAreReadByTheNameOfTheirColumn() throws IOException {
        // when
        EmbeddingTable table = EmbeddingReader.read(column(FILES.resolve("pandas.parquet"), "clip"), Set.of());

        // then
        assertThat(table.rows())
                .map(EmbeddingRow::key)
                .containsExactly(
                        new EmbeddingKey.OfPair("p", 0.1, 2, ""),
                        new EmbeddingKey.OfPair("p", 0.5, 1, ""),
                        new EmbeddingKey.OfPair("q", 0.5, 1, ""));
        assertThat(table.rows().get(1).vector()).containsExactly(1f, 0f, 0.1f);
        assertThat(table.rows().get(2).category()).isEqualTo("d");
        assertThat(table.rows()).map(EmbeddingRow::line).containsExactly(1, 2, 3);
    }

    @Test
    void rowGroupsOfArrowWithTextsBesideTheImagesAreReadInTheOrderOfTheImages() throws IOException {
        // when
        EmbeddingTable table = read(FILES.resolve("arrow.parquet"), TextRole.PROMPT);

        // then
        assertThat(table.rows()).map(row -> row.key().label()).containsExactly("a.png", "b.png", "c.png");
        assertThat(table.rows()).map(EmbeddingRow::line).containsExactly(2, 1, 3);
        assertThat(table.rows()).map(row -> row.text("score")).containsExactly("", "0.5", "2");
        assertThat(table.rows()).map(row -> row.text("day")).containsExactly("1970-01-02", "1970-01-01", "1970-01-03");
        assertThat(table.rows().get(0).textVector(TextRole.PROMPT))
                .hasValueSatisfying(text -> assertThat(text).containsExactly(3, 4));
        assertThat(table.rows().get(1).textVector(TextRole.PROMPT).orElseThrow())
                .isSameAs(table.rows().get(2).textVector(TextRole.PROMPT).orElseThrow());
        assertThat(table.dimension()).isEqualTo(3);
        assertThat(table.textDimension()).hasValue(2);
        assertThat(table.columns()).containsExactly("image", "score", "day");
    }

    @Test
    void aCompressionThatCannotBeReadIsNamed() throws IOException {
        // given
        Path brotli = FILES.resolve("brotli.parquet");

        // when / then
        assertThat(read(FILES.resolve("lz4.parquet")).rows()).hasSize(3);
        assertThatThrownBy(() -> read(brotli))
                .hasMessage(brotli + ": columns are compressed by BROTLI: write it with Snappy, Zstandard or gzip");
    }

    @Test
    void columnsOfSingleNumbersAreAVectorAsInCsv() throws IOException {
        // when
        EmbeddingTable table = read(FILES.resolve("columns.parquet"));

        // then
        assertThat(table.rows().get(0).vector()).containsExactly(0.25f, -1.5f, 3f);
        assertThat(table.columns()).containsExactly("image");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\1',
            value = {
                "missing-element.parquet | : row 2: image_embedding: element 1 has no value: leave the row out, or embed"
                        + " it again",
                "not-finite.parquet | : row 2: image_embedding: element 0 is NaN, no finite float32: leave the row out, or"
                        + " embed it again",
                "too-large.parquet | : row 1: image_embedding: element 1 is 1.0E39, no finite float32: leave the row out,"
                        + " or embed it again",
                "null.parquet | : row 2: image_embedding is empty: leave the row out, or embed it",
                "empty-list.parquet | : row 1: image_embedding is empty: leave the row out, or embed it",
                "zero.parquet | : row 1: image_embedding has length 0, and so no direction: leave the row out, or embed it"
                        + " again",
                "ragged.parquet | : row 3: image_embedding has 1 elements here and 2 in row 1: take all of them from one"
                        + " model",
                "integers.parquet | : the column \"image_embedding\" holds no lists of float or double: write the vectors"
                        + " as one column of lists",
                "pandas.parquet | : there is no column \"image_embedding\": name one of those that hold vectors, \"clip\"",
                "no-rows.parquet | : no embeddings: add one row for each image",
            })
    void aVectorThatIsNoneIsNamedByRowAndColumn(String name, String fault) {
        // given
        Path file = FILES.resolve(name);

        // when / then
        assertThatThrownBy(() -> read(file)).isInstanceOf(TableException.class).hasMessage(file + fault);
    }

    @Test
    void aColumnThatIsNamedMustBeThereBesideSingleNumbers() {
        assertThatThrownBy(() -> EmbeddingReader.read(column(FILES.resolve("columns.parquet"), "clip"), Set.of()))
                .isInstanceOf(TableException.class)
                .hasMessageEndingWith(
                        "columns.parquet: there is no column \"clip\": the vectors are the columns e0, e1, ..,"
                                + " which are read where no column is named");
    }

    @Test
    void textsThatTheFileHasNotAreAskedFor() {
        // given
        Path file = FILES.resolve("columns.parquet");

        // when / then
        assertThatThrownBy(() -> read(file, TextRole.TARGET))
                .hasMessage(
                        file + ": there are no embeddings of target texts: name a file that has them (--texts FILE)");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 11, 100, 900})
    void aFileThatWasCutShortIsNamed(int bytes) throws IOException {
        // given
        byte[] whole = Files.readAllBytes(FILES.resolve("arrow.parquet"));
        Path file = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, bytes));

        // when / then
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(TableException.class)
                .hasMessage(file + ": is a Parquet file that was cut short (it does not end in PAR1): write it again");
    }

    @Test
    void anEmptyFileAndOneOfTextAreNamed() throws IOException {
        // given
        Path empty = Files.createFile(folder.resolve("empty.parquet"));
        Path text = Files.writeString(folder.resolve("text.parquet"), "image,e0\na,1\n");

        // when / then
        assertThatThrownBy(() -> read(empty)).hasMessage(empty + ": the file is empty: write it again");
        assertThatThrownBy(() -> read(text))
                .hasMessage(
                        text + ": is no Parquet file (it does not begin with PAR1): write it as one, or name it .csv if"
                                + " that is what it is");
    }

    @Test
    void aDamagedPageIsNamedByItsRow() throws IOException {
        // given
        byte[] bytes = Files.readAllBytes(FILES.resolve("pandas.parquet"));
        Arrays.fill(bytes, 40, 400, (byte) 0x55);
        Path file = Files.write(folder.resolve("damaged.parquet"), bytes);

        // when / then
        assertThatThrownBy(() -> EmbeddingReader.read(column(file, "clip"), Set.of()))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith(file + ": row 1: cannot be read (")
                .hasMessageEndingWith("): the file is damaged, write it again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optional group image_embedding (LIST) { repeated group list { optional float item; } }",
                "optional group image_embedding (LIST) { repeated group bag { optional double array_element; } }",
                "required group image_embedding (LIST) { repeated float array; }",
                "optional group image_embedding (LIST) { repeated group array { required float element; } }",
                "repeated float image_embedding;"
            })
    void everyFormOfListThatWritersHaveUsedIsRead(String column) throws IOException {
        // given
        MessageType schema = MessageTypeParser.parseMessageType(
                "message row { required binary image; required binary thumbnail; " + column + " }");
        Path file = folder.resolve("form.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(schema)
                .build()) {
            for (String image : List.of("b", "a")) {
                SimpleGroup row = new SimpleGroup(schema);
                row.add("image", image);
                row.add("thumbnail", "\uFFFF");
                add(row, image.equals("a") ? 1 : 2);
                writer.write(row);
            }
        }

        // when
        EmbeddingTable table = read(file);

        // then
        assertThat(table.rows()).map(row -> row.vector()[0]).containsExactly(1f, 2f);
        assertThat(table.rows()).map(row -> row.vector()[1]).containsExactly(0.5f, 0.5f);
        assertThat(table.columns()).containsExactly("image");
    }

    /** Adds a vector of two elements to the last column of a row, whatever it is nested in. */
    private static void add(Group row, int first) {
        int last = row.getType().getFieldCount() - 1;
        if (row.getType().getType(last).isPrimitive()) {
            addNumber(row, last, first);
            addNumber(row, last, 0.5);
            return;
        }
        Group list = row.addGroup(last);
        if (list.getType().getType(0).isPrimitive()) {
            addNumber(list, 0, first);
            addNumber(list, 0, 0.5);
        } else {
            addNumber(list.addGroup(0), 0, first);
            addNumber(list.addGroup(0), 0, 0.5);
        }
    }

    private static void addNumber(Group group, int field, double value) {
        switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
            case FLOAT -> group.add(field, (float) value);
            default -> group.add(field, value);
        }
    }

    @Test
    void textsOfAPairThatDifferAreNamedByBothRows() throws IOException {
        // given
        String vector = " (LIST) { repeated group list { required float element; } }";
        MessageType schema = MessageTypeParser.parseMessageType(
                "message row { required binary pair_id; required double alpha; required int64 seed;"
                        + " required group image_embedding" + vector
                        + " required group source_text_embedding" + vector + " }");
        Path file = folder.resolve("pairs.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(schema)
                .build()) {
            for (int seed = 0; seed < 2; seed++) {
                SimpleGroup row = new SimpleGroup(schema);
                row.add("pair_id", "p");
                row.add("alpha", 0.5);
                row.add("seed", (long) seed);
                row.addGroup("image_embedding").addGroup(0).add(0, 1f);
                row.addGroup("source_text_embedding").addGroup(0).add(0, 1f + seed);
                writer.write(row);
            }
        }

        // when / then
        assertThatThrownBy(() -> EmbeddingReader.read(EmbeddingSource.of(file, null), EnumSet.of(TextRole.SOURCE)))
                .hasMessage(file
                        + ": row 2: pair_id \"p\" has another source_text_embedding here than in row 1: give it one");
    }
}
