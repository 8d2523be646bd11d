package io.steerscope.app.embeddings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.schemas.table.TableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddingCsvTest {

    private static final String PAIRS = "pair_id,category,alpha,seed,e0,e1\n";
    private static final Set<TextRole> PAIR = EnumSet.of(TextRole.SOURCE, TextRole.TARGET);

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    private EmbeddingTable read(String images) throws IOException {
        return EmbeddingReader.read(EmbeddingSource.of(file("i.csv", images), null), Set.of());
    }

    private EmbeddingTable read(String images, @Nullable String texts, Set<TextRole> needed) throws IOException {
        Path file = texts == null ? null : file("t.csv", texts);
        return EmbeddingReader.read(EmbeddingSource.of(file("i.csv", images), file), needed);
    }

    private static List<String> labels(EmbeddingTable table) {
        return table.rows().stream().map(row -> row.key().label()).toList();
    }

    @Test
    void rowsOfPairsAreInTheOrderOfTheirKeysWhateverTheOrderOfTheFile() throws IOException {
        // given
        List<String> rows = new ArrayList<>(List.of(
                "p,c,0.5,9,1,0", "p,c,0.5,10,2,0", "p,c,10,1,3,0", "p,c,2.0,1,4,0", "p,c,-0.0,1,5,0", "P,c,3,1,6,0"));
        EmbeddingTable first = read(PAIRS + String.join("\n", rows));

        // when
        Collections.shuffle(rows, new Random(7));
        EmbeddingTable second = read(PAIRS + String.join("\r\n", rows) + "\r\n");

        // then
        assertThat(labels(first))
                .containsExactly("P/3.0/1", "p/0.0/1", "p/0.5/9", "p/0.5/10", "p/2.0/1", "p/10.0/1")
                .isEqualTo(labels(second));
        assertThat(first.rows()).map(row -> row.vector()[0]).containsExactly(6f, 5f, 1f, 2f, 4f, 3f);
        assertThat(second.rows()).map(row -> row.vector()[0]).containsExactly(6f, 5f, 1f, 2f, 4f, 3f);
        assertThat(first.byPair()).isTrue();
        assertThat(first.dimension()).isEqualTo(2);
    }

    @Test
    void methodsComeLastInTheOrderAndApartTheKeys() throws IOException {
        // when
        EmbeddingTable table =
                read("e0,method,seed,alpha,pair_id\n1,lerp,1,0.5,p\n2,analogy,1,0.5,p\n3,lerp,0,0.5,p\n");

        // then
        assertThat(table.rows())
                .map(EmbeddingRow::key)
                .containsExactly(
                        new EmbeddingKey.OfPair("p", 0.5, 0, "lerp"),
                        new EmbeddingKey.OfPair("p", 0.5, 1, "analogy"),
                        new EmbeddingKey.OfPair("p", 0.5, 1, "lerp"));
    }

    @Test
    void columnsMayComeInAnyOrderAmongOthersWhichAreText() throws IOException {
        // when
        EmbeddingTable table = read("\uFEFFe1, score ,image,e0,\"a note\",category,\r\n"
                + " 0.5 ,20.5,b.png,-1e-3,\"says \"\"so\"\",\r\n twice\",c,\r\n\r\n"
                + ".25,,a.png,+3.,,c,\r\n");

        // then
        assertThat(labels(table)).containsExactly("a.png", "b.png");
        assertThat(table.byPair()).isFalse();
        assertThat(table.columns()).containsExactly("score", "image", "a note", "category");
        EmbeddingRow row = table.rows().get(1);
        assertThat(row.vector()).containsExactly(-0.001f, 0.5f);
        assertThat(row.text("a note")).isEqualTo("says \"so\",\r\n twice");
        assertThat(row.text("score")).isEqualTo("20.5");
        assertThat(row.category()).isEqualTo("c");
        assertThat(row.text("no such column")).isEmpty();
        assertThat(table.rows().get(0).line()).isEqualTo(5);
    }

    @Test
    void theExactDecimalOfAFloatIsReadAsThatFloat() throws IOException {
        // given
        Random random = new Random(3);
        float[] vector = new float[200];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 12));
        }
        StringBuilder text = new StringBuilder("image");
        for (int i = 0; i < vector.length; i++) {
            text.append(",e").append(i);
        }
        text.append("\na");
        for (float element : vector) {
            text.append(',').append(new java.math.BigDecimal(element));
        }

        // when / then
        assertThat(read(text.toString()).rows().get(0).vector()).containsExactly(vector);
    }

    @Test
    void aUnitVectorIsDividedInDouble() throws IOException {
        // when
        EmbeddingRow row = read("image,e0,e1\na,0.1,0.3\n").rows().get(0);

        // then
        double length = Math.sqrt((double) 0.1f * 0.1f + (double) 0.3f * 0.3f);
        assertThat(row.unit()).containsExactly(0.1f / length, 0.3f / length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p,c,0.5,1,x,1    | :2:11: e0 \"x\" is not a plain decimal number: write it like 0.25",
                "p,c,0.5,1,1,NaN  | :2:13: e1 \"NaN\" is not finite: leave the row out, or embed it again",
                "p,c,0.5,1,1,-inf | :2:13: e1 \"-inf\" is not finite: leave the row out, or embed it again",
                "p,c,0.5,1,1,1e39 | :2:13: e1 \"1e39\" is beyond the range of float32: scale the vectors",
                "p,c,0.5,1,1,0x1  | :2:13: e1 \"0x1\" is not a plain decimal number: write it like 0.25",
                "p,c,0.5,1,1,1f   | :2:13: e1 \"1f\" is not a plain decimal number: write it like 0.25",
                "p,c,0.5,1,1,.    | :2:13: e1 \".\" is not a plain decimal number: write it like 0.25",
                "p,c,0.5,1,,1     | :2:11: e0 is empty: fill it in, or leave the row out",
                "p,c,0.5,1,0,-0   | :2:1: the vector has length 0, and so no direction: leave the row out, or embed it"
                        + " again",
                "p,c,0.5,1,1e-50,0| :2:1: the vector has length 0, and so no direction: leave the row out, or embed it"
                        + " again",
                "p,c,0.5,1,1      | :2:1: 5 fields where the header has 6: put a field that holds a comma in double"
                        + " quotes",
                "p,c,0.5,1,1,2,3  | :2:1: 7 fields where the header has 6: put a field that holds a comma in double"
                        + " quotes, and write decimals with a point",
                "p,c,high,1,1,2   | :2:5: alpha \"high\" is not a plain decimal number: write it like 0.25",
                "p,c,,1,1,2       | :2:5: alpha \"\" is not a plain decimal number: write it like 0.25",
                "p,c,0.5,1.5,1,2  | :2:9: seed \"1.5\" is not a 64-bit whole number: write it like 2",
                "p,c,0.5,,1,2     | :2:9: seed \"\" is not a 64-bit whole number: write it like 2",
                ",c,0.5,1,1,2     | :2:1: pair_id is empty: fill it in",
                "\"p,c,0.5,1,1,2  | :2:1: the quote is not closed: add the closing quote",
                "\"p\"q,c,0.5,1,1 | :2:4: text after the closing quote of a field: double the quotes inside a field",
            })
    void aRowThatIsNoneIsNamedByLineAndColumn(String row, String fault) throws IOException {
        // given
        Path file = file("i.csv", PAIRS + row);

        // when / then
        assertThatThrownBy(() -> EmbeddingReader.read(EmbeddingSource.of(file, null), Set.of()))
                .isInstanceOf(TableException.class)
                .hasMessage(file + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\1',
            value = {
                "image,e0,e2      | :1:1: column e1 is missing, though there is e2: number the elements from e0 on without"
                        + " a gap",
                "image,e1         | :1:1: column e0 is missing, the header has \"image,e1\": add it",
                "image;e0;e1      | :1:1: columns are separated by ';': save the file with commas between columns and"
                        + " points in numbers",
                "image,e0,e0      | :1:1: column \"e0\" stands in the header twice: rename one",
                "category,e0      | :1:1: nothing names the images: add the column image, or pair_id, alpha and seed",
                "pair_id,alpha,e0 | :1:1: nothing names the images: add the column seed, or image",
                "image,e0         | :1:1: no embeddings: add one row for each image",
            })
    void aFirstLineThatIsNoneIsNamed(String header, String fault) throws IOException {
        // given
        Path file = file("i.csv", header + "\n");

        // when / then
        assertThatThrownBy(() -> EmbeddingReader.read(EmbeddingSource.of(file, null), Set.of()))
                .isInstanceOf(TableException.class)
                .hasMessage(file + fault);
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        // given
        Path file = file("i.csv", "\uFEFF\r\n");

        // when / then
        assertThatThrownBy(() -> EmbeddingReader.read(EmbeddingSource.of(file, null), Set.of()))
                .hasMessage(file + ":1:1: the file is empty: begin with a line that names the columns");
    }

    @Test
    void aFolderIsNamed() {
        assertThatThrownBy(() -> EmbeddingReader.read(EmbeddingSource.of(folder, null), Set.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder: name a file, CSV or Parquet");
    }

    @Test
    void bytesThatAreNotUtf8AreNamedByPlace() throws IOException {
        // given
        Path file = Files.write(
                folder.resolve("i.csv"), "image,e0\na,1\ncaf\u00E9,2\n".getBytes(StandardCharsets.ISO_8859_1));

        // when / then
        assertThatThrownBy(() -> EmbeddingReader.read(EmbeddingSource.of(file, null), Set.of()))
                .hasMessage(file + ":3:4: byte 0xE9 at offset 16 is not UTF-8: save the file as UTF-8");
    }

    @Test
    void anImageThatStandsTwiceIsNamedByBothLines() {
        assertThatThrownBy(() -> read(PAIRS + "p,c,0.5,1,1,2\nq,c,0.5,1,1,2\np,c,0.50,1,1,2\n"))
                .hasMessageEndingWith(
                        ":4:1: pair \"p\", alpha 0.5, seed 1 stands here and on line 2: keep one of the rows");
        assertThatThrownBy(() -> read("e0,image\n1,a.png\n1,b.png\n2,a.png\n"))
                .hasMessageEndingWith(":4:3: image \"a.png\" stands here and on line 2: keep one of the rows");
    }

    @Test
    void whatAPairSaysTwiceMustBeTheSame() {
        assertThatThrownBy(() -> read(PAIRS + "p,c,0.5,1,1,2\np,d,0.5,2,1,2\n"))
                .hasMessageEndingWith(":3:3: pair \"p\" has category \"d\" here and \"c\" on line 2: give it one");
        assertThatThrownBy(() -> read(PAIRS + "caf\u00E9,c,0.5,1,1,2\ncafe\u0301,c,0.5,2,1,2\n"))
                .hasMessageEndingWith(":3:1: pair_id \"cafe\\u0301\" differs from \"caf\\u00E9\" on line 2 in Unicode"
                        + " normalisation (NFC and NFD) only: write both alike");
    }

    @Test
    void tenFaultsAreToldAndTheOthersCounted() {
        assertThatThrownBy(() -> read("image,e0\n" + "a,x\n".repeat(13)))
                .message()
                .satisfies(message -> {
                    assertThat(message.lines()).hasSize(11);
                    assertThat(message).endsWith("... and 15 more faults");
                });
    }

    @Test
    void scorersAreNotMixedAndOneMayBeChosen() throws IOException {
        // given
        String images = "image,scorer,e0\na,one,1\na,two,2\nb,one,3\n";
        Path file = file("i.csv", images);

        // when / then
        assertThatThrownBy(() -> read(images))
                .hasMessageEndingWith(
                        ":3:3: scorer \"two\" here and \"one\" on line 2: choose one, as vectors of two do"
                                + " not compare (--scorer NAME)");
        EmbeddingTable table = EmbeddingReader.read(
                new EmbeddingSource(file, null, "image_embedding", "text_embedding", "two"), Set.of());
        assertThat(labels(table)).containsExactly("a");
        assertThatThrownBy(() -> EmbeddingReader.read(
                        new EmbeddingSource(file, null, "image_embedding", "text_embedding", "three"), Set.of()))
                .hasMessageEndingWith(": no rows of scorer \"three\": choose among \"one\", \"two\"");
    }

    @Test
    void textsOfPairsAreJoinedByPairAndShared() throws IOException {
        // when
        EmbeddingTable table = read(
                PAIRS + "p,c,0.5,1,1,2\np,c,0.5,2,1,2\n",
                "role,e0,pair_id,e1,e2\ntarget,1,p,2,3\nsource,4,p,5,6\nsource,4,p,5,6\nsource,7,unused,8,9\n",
                PAIR);

        // then
        EmbeddingRow row = table.rows().get(0);
        assertThat(row.textVector(TextRole.SOURCE))
                .hasValueSatisfying(v -> assertThat(v).containsExactly(4, 5, 6));
        assertThat(row.textVector(TextRole.TARGET))
                .hasValueSatisfying(v -> assertThat(v).containsExactly(1, 2, 3));
        assertThat(row.textVector(TextRole.PROMPT)).isEmpty();
        assertThat(table.rows().get(1).textVector(TextRole.SOURCE).orElseThrow())
                .isSameAs(row.textVector(TextRole.SOURCE).orElseThrow());
        assertThat(table.textDimension()).hasValue(3);
        assertThatThrownBy(table::requireOneDimension)
                .hasMessageEndingWith(
                        ": images have 2 elements and texts 3, and do not compare: take both from one model");
    }

    @Test
    void textsOfImagesAreJoinedByImageAndArePromptsUnlessTheySayOtherwise() throws IOException {
        // when
        EmbeddingTable table = read("image,e0\nb,1\na,2\n", "image,e0\na,5\nb,6\n", EnumSet.of(TextRole.PROMPT));

        // then
        assertThat(table.rows())
                .map(row -> row.textVector(TextRole.PROMPT).orElseThrow()[0])
                .containsExactly(5f, 6f);
        table.requireOneDimension();
    }

    @Test
    void textsThatAreNotNeededAreNotRead() throws IOException {
        // when
        EmbeddingTable table = EmbeddingReader.read(
                EmbeddingSource.of(file("i.csv", "image,e0\na,2\n"), folder.resolve("nowhere.csv")), Set.of());

        // then
        assertThat(table.textDimension()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\1',
            value = {
                "t.csv | pair_id,role,e0;p,prompts,1;p,target,1 | :2:3: role \"prompts\" is unknown: write source, target or"
                        + " prompt",
                "t.csv | pair_id,role,e0;p,source,1;p,source,2 | :3:1: pair_id \"p\" has another source text here than on"
                        + " line 2: keep one of them",
                "t.csv | pair_id,role,e0;,source,1 | :2:1: pair_id is empty: fill it in",
                "t.csv | pair_id,role,e0;p,source,0 | :2:1: the vector has length 0, and so no direction: leave the row"
                        + " out, or embed it again",
                "t.csv | pair_id,e0;p,1 | :1:1: column role is missing: add it, with source or target in each row",
                "t.csv | image,role,e0;p,source,1 | :1:1: nothing joins the texts to IMAGES: add the column pair_id",
                "t.csv | pair_id,role,e0 | :1:1: no texts: add one row for each",
                "i.csv | pair_id,role,e0;p,source,1 | :2:1: pair_id \"p\" has no target text in TEXTS: add its row there",
                "i.csv | pair_id,role,e0;q,source,1 | :2:1: pair_id \"p\" has no source or target text in TEXTS: add their"
                        + " rows there",
            })
    void aTextThatIsNoneIsNamed(String faulty, String lines, String fault) throws IOException {
        // given
        Path images = file("i.csv", PAIRS + "p,c,0.5,1,1,2\np,c,0.5,2,1,2\n");
        Path texts = file("t.csv", lines.replace(";", "\n"));

        // when / then
        assertThatThrownBy(() -> EmbeddingReader.read(EmbeddingSource.of(images, texts), PAIR))
                .isInstanceOf(TableException.class)
                .hasMessage(folder.resolve(faulty)
                        + fault.replace("IMAGES", images.toString()).replace("TEXTS", texts.toString()));
    }

    @Test
    void textsThatAreNowhereAreAskedForInOneLine() {
        assertThatThrownBy(() -> read(PAIRS + "p,c,0.5,1,1,2\n", null, PAIR))
                .hasMessage(folder.resolve("i.csv") + ":1:1: there are no embeddings of source and target texts: name a"
                        + " file that has them (--texts FILE)");
    }

    @Test
    void anImageWithoutTextIsNamedByItsLine() {
        assertThatThrownBy(() -> read("image,e0\na,1\nb,2\n", "image,e0\na,1\n", EnumSet.of(TextRole.PROMPT)))
                .hasMessageContaining("i.csv:3:1: image \"b\" has no prompt text in ")
                .hasMessageEndingWith("t.csv: add its row there");
    }

    @Test
    void aTableKnowsItsFileAndItsColumnsOfText() throws IOException {
        // given
        Path csv = file("i.csv", "image,e0\na,1\n");

        // when
        EmbeddingTable table = EmbeddingReader.read(EmbeddingSource.of(csv, null), Set.of());

        // then
        assertThat(table.file()).isEqualTo(csv);
        assertThat(table.has("image")).isTrue();
        assertThat(table.has("e0")).isFalse();
    }
}
