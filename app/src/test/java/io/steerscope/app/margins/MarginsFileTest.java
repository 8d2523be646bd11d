package io.steerscope.app.margins;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
        assertThat(MarginsFile.read(file, Map.of("scorer", "b")).observations())
                .containsExactly(new MarginObservation("p", "c", 1.0, 1, 0.2));
        assertThatThrownBy(() -> MarginsFile.read(file))
                .hasMessage(file + ":1:1: the file holds 2 scorers (a, b): choose one with --scorer");
        assertThatThrownBy(() -> MarginsFile.read(file, Map.of("scorer", "d")))
                .hasMessage(file + ":1:1: the file holds no scorer d: choose one of a, b");
        assertThatThrownBy(() -> MarginsFile.read(file, Map.of("method", "lerp", "scorer", "a")))
                .hasMessage(file + ":1:1: the file has no column method: leave --method out");
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
