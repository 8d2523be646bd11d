package io.steerscope.app.analogies;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.schemas.table.TableException;
import io.steerscope.statistics.analogy.Vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VectorFileTest {

    private static final int ALL = 1_000;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("vectors");
    }

    private Vocabulary text(String text) throws IOException {
        return VectorFile.read(Files.writeString(file, text), ALL, false).vocabulary();
    }

    private static byte[] binary(String header, boolean lineFeeds, Object... wordsAndVectors) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < wordsAndVectors.length; i += 2) {
            out.writeBytes((wordsAndVectors[i] + " ").getBytes(StandardCharsets.UTF_8));
            float[] vector = (float[]) wordsAndVectors[i + 1];
            ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
            for (float coordinate : vector) {
                bytes.putFloat(coordinate);
            }
            out.writeBytes(bytes.array());
            if (lineFeeds) {
                out.write('\n');
            }
        }
        return out.toByteArray();
    }

    private static byte[] twoWords() {
        return binary("2 3\n", true, "größe", new float[] {1.5f, 2, 3}, "b", new float[] {4, 5, 6});
    }

    private WordSource bytes(byte[] bytes) throws IOException {
        return VectorFile.read(Files.write(file, bytes), ALL, false);
    }

    @Test
    void textWithAndWithoutCountsIsRead() throws IOException {
        // when
        Vocabulary counted = text("2 3\r\ngröße 1 2 2 \r\nb\t4 5 6\r\n\r\n");
        Vocabulary plain = text("\uFEFFgröße 1 2 2\n\nnew york -4e0 .5 6\n");

        // then
        assertThat(counted.size()).isEqualTo(2);
        assertThat(counted.find("größe")).isZero();
        assertThat(counted.unit(0)).containsExactly(1 / 3.0, 2 / 3.0, 2 / 3.0);
        assertThat(plain.dimension()).isEqualTo(3);
        assertThat(plain.find("größe")).isZero();
        assertThat(plain.find("new york")).isOne();
    }

    @Test
    void binaryIsReadWithAndWithoutLineFeeds() throws IOException {
        // when
        Vocabulary with = bytes(twoWords()).vocabulary();
        file = folder.resolve("without");
        Vocabulary without = bytes(
                        binary("2 3\n", false, "größe", new float[] {1.5f, 2, 3}, "b", new float[] {4, 5, 6}))
                .vocabulary();

        // then
        assertThat(with.find("größe")).isZero();
        assertThat(with.find("b")).isOne();
        assertThat(with.unit(1))
                .isEqualTo(without.unit(1))
                .isEqualTo(text("b 4 5 6").unit(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 2~a 1 2~b 3 4~ | vectors:1:1: the first line says 3 words, and there are 2",
                "1 2~a 1 2~b 3 4~ | vectors:1:1: the first line says 1 words, and there are 2",
                "2 2~a 1 2~b 3~ | vectors:3:1: has 1 coordinates where the first line says 2",
                "a 1 2~b 3~ | vectors:2:1: has 1 coordinates where line 1 has 2",
                "a 1 2~b 3 4 5~ | vectors:2:1: has 3 coordinates where line 1 has 2",
                "a 1 2~b nan 4~ | vectors:2:3: \"nan\" is not finite",
                "a 1 2~b 3 -inf~ | vectors:2:5: \"-inf\" is not finite",
                "a 1 2~b 3 1e39~ | vectors:2:5: \"1e39\" is beyond the range of float32",
                "a 1 2~b 3 4,5~ | vectors:2:5: \"4,5\" has a decimal comma",
                "a 1 2~b 0 -0~ | vectors:2:1: the vector of \"b\" has length 0",
                "a~ | vectors:1:1: \"a\" is no word with coordinates behind it, and this no file of vectors: read are",
                "~so much~for chapter 5~is prose~ | vectors:2:1: \"so much\" is no word with coordinates",
                "w nan 1 2~b 3 4~c 3 4~ | vectors:1:1: has 3 coordinates where line 2 has 2",
                "b 3 4~new york -Inf 1 2~ | vectors:2:1: has 3 coordinates where line 1 has 2",
                "chapter 5 1 2~b 3 4~c 3 4~ | vectors:1:1: has 3 coordinates where line 2 has 2",
                "a 1 x 2~b 3 4 5~c 3 4 5~ | vectors:1:5: \"x\" is not a plain decimal number",
                "2 3 | vectors:1:1: the first line says 2 words, and there are 0",
                "'~ ' | vectors:1:1: there is no word",
            })
    void damagedTextIsNamedByLineAndColumn(String text, String message) {
        assertThatThrownBy(() -> text(text.replace("~", "\n")))
                .isInstanceOf(TableException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theFirstWordMayHoldSpaces() throws IOException {
        // when
        Vocabulary vocabulary = text(". . . 1 2 3\n2000 1 2 4\nb 1 2 5\n");

        // then
        assertThat(vocabulary.dimension()).isEqualTo(3);
        assertThat(vocabulary.word(0)).isEqualTo(". . .");
        assertThat(vocabulary.find("2000")).isOne();
        assertThat(text("new york 1 2 3").find("new york")).isZero();
    }

    @Test
    void linesOfAnyLengthAreRead() throws IOException {
        // when
        Vocabulary vocabulary = text("a" + " 0.123456789".repeat(9_000) + "\nb" + " 1".repeat(9_000) + "\n");

        // then
        assertThat(vocabulary.dimension()).isEqualTo(9_000);
        assertThat(vocabulary.size()).isEqualTo(2);
    }

    @Test
    void faultsBeyondTheFirstAreCounted() {
        assertThatThrownBy(() -> text("a 1 2\n" + "b 1 x\n".repeat(12) + "c 1 2\n".repeat(12)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("vectors:11:5: \"x\" is not a plain decimal number")
                .hasMessageEndingWith("\n... and 2 more faults");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\u0089PNG\r\n\u001A\n' | is a PNG image, and no file of vectors: read are word2vec",
                "'\u001F\u008B\b' | is compressed by gzip, and no file of vectors: unpack it; read are",
                "'\u0093NUMPY\u0001v' | is an array of NumPy without names, and no file of vectors",
                "' {\"a\":\n[1, 2]}' | is JSON, and no file of vectors",
                "'\u0007\u0003' | is binary and does not begin with numbers of words and coordinates, and no file",
            })
    void whatIsNoFileOfVectorsIsNamed(String text, String fault) {
        assertThatThrownBy(() -> bytes(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining(file + ": " + fault)
                .hasMessageEndingWith("tables of embeddings (CSV with the columns word, e0, e1, .., or Parquet)");
    }

    @Test
    void textInUtf16IsNamed() {
        assertThatThrownBy(() -> bytes("\uFEFFa 1 2\nb 3 4\n".getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining(file + ": is text in UTF-16, and no file of vectors: save it as UTF-8; read are");
    }

    @Test
    void whatIsNoUtf8IsNamed() {
        assertThatThrownBy(() -> bytes("gr\u00F6sse 1 2\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("vectors:1:1: the text here is not UTF-8");
    }

    @Test
    void aBinaryFileThatIsCutShortNamesTheWord() {
        // given
        byte[] whole = twoWords();

        // then
        assertThatThrownBy(() -> bytes(Arrays.copyOf(whole, whole.length - 3)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining(
                        "cut short within word 2 of 2 (\"b\"): take the file again, or its first words with --vocabulary 1");
        assertThatThrownBy(() -> bytes(binary("2 300\n", false, "a", new float[] {1, 1e-30f})))
                .hasMessageContaining("cut short within word 1 of 2 (\"a\")");
    }

    @Test
    void aBinaryFileWithAnotherNumberOfWordsThanItSaysIsNamed() {
        // given
        float[] vector = {1, 1e-30f};

        // then
        assertThatThrownBy(() -> bytes(binary("3 2\n", true, "a", vector, "b", vector)))
                .hasMessageContaining("the first line says 3 words, and the file ends after 2");
        assertThatThrownBy(() -> bytes(binary("1 2\n", true, "a", vector, "b", vector)))
                .hasMessageContaining("the first line says 1 words, and 11 bytes follow the last of them");
    }

    @Test
    void coordinatesOfABinaryFileAreFinite() {
        assertThatThrownBy(() ->
                        bytes(binary("2 2\n", true, "a", new float[] {1, 1e-30f}, "b", new float[] {1, Float.NaN})))
                .hasMessageContaining("word 2: coordinate 2 of \"b\" is NaN");
        assertThatThrownBy(() -> bytes(binary("2 2\n", true, "a", new float[] {1, 1e-30f}, "b", new float[] {0, 0})))
                .hasMessageContaining("word 2: the vector of \"b\" has length 0");
    }

    @Test
    void theFirstOfAWordThatStandsTwiceCounts() throws IOException {
        // when
        WordSource source = VectorFile.read(Files.writeString(file, "a 1 2\nA 2 1\na 3 4\nb 1 1\n"), ALL, true);

        // then
        assertThat(source.vocabulary().size()).isEqualTo(2);
        assertThat(source.repeated()).isEqualTo(2);
        assertThat(source.vocabulary().find("A")).isZero();
        assertThat(source.vocabulary().word(0)).isEqualTo("a");
        assertThat(text("a 1 2\nA 2 1\na 3 4\n").size()).isEqualTo(2);
    }

    @Test
    void theFirstWordsAreTakenWhateverStandsBehindThem() throws IOException {
        // given
        Files.writeString(file, "3 2\na 1 2\nb 3 4\nc nonsense\n");

        // then
        assertThat(VectorFile.read(file, 2, false).vocabulary().size()).isEqualTo(2);
        byte[] whole = twoWords();
        Files.write(file, Arrays.copyOf(whole, whole.length - 3));
        assertThat(VectorFile.read(file, 1, false).vocabulary().size()).isOne();
    }

    @Test
    void tablesAreOrderedByWord() throws IOException {
        // when
        Vocabulary table = text("image,e1,e0\nb,1,0\n\"a, or so\",0,1\n");

        // then
        assertThat(table.word(0)).isEqualTo("a, or so");
        assertThat(table.unit(1)).containsExactly(0.0, 1.0);
        assertThatThrownBy(() -> text("word,e0\na,1\na,2\n"))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("vectors:3:1: \"a\" stands here and on line 2");
        assertThatThrownBy(() -> text("name,e0\na,1\n")).hasMessageContaining("nothing names the words");
        assertThatThrownBy(() -> text("word;e0\na;1\n")).hasMessageContaining("columns are separated by ';'");
        assertThatThrownBy(() -> text("word,image,e0\na,1,1\na,2,2\n"))
                .hasMessageEndingWith("keep one of the rows, or give the file as --word-images, which takes several"
                        + " images of a word");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes in folders")
    void aPipeCannotBeReadTwice() throws Exception {
        // given
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        // then
        assertThatThrownBy(() -> VectorFile.read(file, ALL, false)).hasMessageContaining("write it to a file first");
        assertThatThrownBy(() -> RelationFile.read(file)).hasMessageContaining("write it to a file first");
    }
}
