package io.steerscope.app.margins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.schemas.table.TableException;
import io.steerscope.statistics.analysis.MarginObservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MarginsFileTest {

    private static final String HEADER = "pair_id,category,alpha,seed,margin\n";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.write(folder.resolve("m.csv"), text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void columnsMayComeInAnyOrderAmongOthers() throws IOException {
        // given
        Path file = file("\uFEFFmargin,note,seed,alpha,category,pair_id\r\n"
                + "-0.25,\"a, \"\"b\"\"\n c\",7,0.5,\"colour\",p1\r\n\r\n0.5,,8,1,colour,p1");

        // when / then
        assertThat(MarginsFile.read(file).observations())
                .containsExactly(
                        new MarginObservation("p1", "colour", 0.5, 7, -0.25),
                        new MarginObservation("p1", "colour", 1.0, 8, 0.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p,c,0.5,1,x          | :2:11: margin \"x\" is not a plain decimal number: write it like 0.25",
                "p,c,0.5,1,NaN        | :2:11: margin \"NaN\" is not a plain decimal number: write it like 0.25",
                "p,c,0.5,1,2.5        | :2:11: margin 2.5 is a difference of cosines and must lie in [-2, 2]: divide margins"
                        + " of another scale, as with --scale 100",
                "p,c,0.5,1.5,0.1      | :2:9: seed \"1.5\" is not a 64-bit whole number: write it like 2",
                "p,c,,1,0.1           | :2:5: alpha \"\" is not a plain decimal number: write it like 0.25",
                ",c,0.5,1,0.1         | :2:1: pair_id is empty: fill it in",
                "p,c,0.5,1            | :2:1: 4 fields where the header has 5",
                "p,c,0.5,1,0.1,9      | :2:1: 6 fields where the header has 5",
                "\"p,c,0.5,1,0.1      | :2:1: the quote is not closed: add the closing quote",
                "\"p\"q,c,0.5,1,0.1   | :2:4: text after the closing quote of a field: double the quotes inside a field"
            },
            quoteCharacter = '`')
    void aBadLineIsNamedWithItsFix(String line, String message) throws IOException {
        // given
        Path file = file(HEADER + line + "\n");

        // when / then
        assertThatThrownBy(() -> MarginsFile.read(file))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith(file + message);
    }

    @Test
    void oneScorerOfSeveralIsChosen() throws IOException {
        // given
        Path file = file("pair_id,category,alpha,seed,margin,scorer\np,c,1,1,0.1,a\np,c,1,1,0.2,b\n");

        // when / then
        assertThat(read(file, new SeriesChoice("b", null, null)).observations())
                .containsExactly(new MarginObservation("p", "c", 1.0, 1, 0.2));
        assertThat(MarginsFile.read(file).bySeries()).containsOnlyKeys(new Series("a", ""), new Series("b", ""));
        assertThatThrownBy(() -> read(file, new SeriesChoice("d", null, null)))
                .hasMessage(file + ":1:1: the file holds no scorer d: choose one of a, b");
        assertThatThrownBy(() -> read(file, new SeriesChoice("a", "lerp", null)))
                .hasMessage(file + ":1:1: the file has no column method: leave --method out");
        assertThatThrownBy(() -> read(file, new SeriesChoice("a", null, "shuffled")))
                .hasMessage(file + ":1:1: the file has no column method: leave --against out");
    }

    @Test
    void whatIsSubtractedIsAnotherMethodOfTheFile() throws IOException {
        // given
        Path file = file("pair_id,category,alpha,seed,margin,method,scorer\np,c,1,1,0.1,x,a\np,c,1,1,0.2,y,a\n"
                + "p,c,1,1,0.3,z,a\np,c,1,1,0.3,z,b\n");

        // when / then
        assertThat(read(file, new SeriesChoice("a", "x", "z")).bySeries())
                .containsOnlyKeys(new Series("a", "x"), new Series("a", "z"));
        assertThatThrownBy(() -> read(file, new SeriesChoice("a", "x", "w")))
                .hasMessage(file + ":1:1: the file holds no method w: choose one of x, y, z");
        assertThatThrownBy(() -> read(file, new SeriesChoice("a", "x", "x")))
                .hasMessage(file + ":1:1: --method and --against are both x: choose one of y, z for one of them");
        assertThatThrownBy(() -> read(file, new SeriesChoice(null, "x", "z")))
                .hasMessage(file + ":1:1: scorer b holds no method x: choose one of z");
        assertThatThrownBy(() -> read(file, new SeriesChoice("b", null, "z")))
                .hasMessage(file + ":1:1: the file holds no method but z to subtract it from: leave --against out");
    }

    @Test
    void aColumnOfManyMethodsTellsNoneApart() throws IOException {
        // given
        String rows = IntStream.range(0, 31)
                .mapToObj(i -> "p,c,1,1,0.1,m%02d\n".formatted(i))
                .collect(Collectors.joining());
        Path file = file("pair_id,category,alpha,seed,margin,method\n" + rows);

        // when / then
        assertThatThrownBy(() -> MarginsFile.read(file))
                .hasMessage(file + ":1:1: the file holds 31 methods (m00, m01, m02, m03, m04, m05, m06, m07, m08, m09,"
                        + " ...): choose one with --method");
        assertThat(read(file, new SeriesChoice(null, "m07", "m08")).observations())
                .hasSize(2);
    }

    private static Margins read(Path file, SeriesChoice choice) throws IOException {
        return MarginsFile.read(file, choice, 1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "p,c,a,b,0.3,1,0.1~p,c,a,z,0.3,2,0.1     | :3:7: pair \"p\" has target \"z\" here and \"b\" on line 2: give it one",
                "p,c,a,b,0.3,1,0.1~p,c,a\u200B,b,0.3,2,0.1 | :3:5: pair \"p\" has source \"a\\u200B\" here and \"a\" on line 2: give it one",
                "p,c,a,b,0.3,1,0.1~q,c,a,b,0.30000000000000004,1,0.1 | :3:9: alpha 0.30000000000000004 differs from 0.3 on line 2 by rounding only: write both alike",
                "p,c,a,b,0.3,1,0.1~p\u00A0,c,a,b,0.3,1,0.1 | :3:1: pair_id \"p\\u00A0\" differs from \"p\" on line 2 in spaces or unseen characters only: write both alike",
                "p,c,a,b,0.3,1,0.1~q,C,a,b,0.3,1,0.1     | :3:3: category \"C\" differs from \"c\" on line 2 in letter case only: write both alike"
            })
    void rowsThatDoNotFitTogetherNameBothLines(String rows, String message) throws IOException {
        // given
        Path file = file("pair_id,category,source,target,alpha,seed,margin\n" + rows.replace('~', '\n') + "\n");

        // when / then
        assertThatThrownBy(() -> MarginsFile.read(file)).hasMessage(file + message);
    }

    @Test
    void pairIdsMayDifferInLetterCaseAndPromptsMayBeMissing() throws IOException {
        // given
        Path file = file("pair_id,category,source,alpha,seed,margin\np,c,a,1,1,0.1\nP,c,b,1,1,0.1\np,c,,1,2,0.1\n");

        // when / then
        assertThat(MarginsFile.read(file).observations()).hasSize(3);
    }

    @Test
    void aRowThatIsRepeatedCountsOnceAndIsTold() throws IOException {
        // given
        Path file = file(HEADER + "p,c,1,1,0.1\np,c,1,2,0.1\np,c,1.0,1,1e-1\np,c,1,2,0.1\n");

        // when
        Margins margins = MarginsFile.read(file);

        // then
        assertThat(margins.observations()).hasSize(2);
        assertThat(margins.repetitions()).isEqualTo(new Margins.Repetitions(2, 2, 4));
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        // given
        Path file = file("pair_id,category,alpha,seed\np,c,1,1\n");

        // when / then
        assertThatThrownBy(() -> MarginsFile.read(file))
                .hasMessageStartingWith(file + ":1:1: column margin is missing");
    }

    @Test
    void anEmptyFileAndAFileWithoutMarginsAreRefused() throws IOException {
        assertThatThrownBy(() -> MarginsFile.read(file(""))).hasMessageContaining(":1:1: the file is empty");
        assertThatThrownBy(() -> MarginsFile.read(file(HEADER))).hasMessageContaining(":2:1: no margins");
    }

    @Test
    void invalidUtf8IsNamedWithItsPlace() throws IOException {
        // given
        Path file = folder.resolve("latin1.csv");
        Files.write(file, (HEADER + "p,caf\u00e9,1,1,0.1\n").getBytes(StandardCharsets.ISO_8859_1));

        // when / then
        assertThatThrownBy(() -> MarginsFile.read(file))
                .hasMessageStartingWith(file + ":2:6: byte 0xE9 at offset 40 is not UTF-8");
    }
}
