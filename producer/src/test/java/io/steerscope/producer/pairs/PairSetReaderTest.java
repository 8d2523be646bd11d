package io.steerscope.producer.pairs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PairSetReaderTest {

    private static final String HEADER = "pair_id,category,source,target\n";
    private static final String TWO_PAIRS =
            HEADER + "c-1,colour,a red car,a blue car\nc-2,colour,a red cup,a pink cup\n";

    @TempDir
    Path folder;

    @Test
    void csvColumnsMayStandInAnyOrderAmongOthers() throws IOException {
        PairSet set = read("target,note,pair_id,source,category\na blue car,x,c-1,a red car,colour\n"
                + "a pink cup,y,c-2,\"a red, shiny cup\",colour\n");

        assertThat(set.pairs())
                .containsExactly(
                        new Pair("c-1", "colour", "a red car", "a blue car"),
                        new Pair("c-2", "colour", "a red, shiny cup", "a pink cup"));
    }

    @Test
    void csvMayHaveAByteOrderMarkBlankLinesAndAnyLineEnd() throws IOException {
        assertThat(read("\uFEFF" + TWO_PAIRS.replace("\n", "\r\n") + "\r\n")).isEqualTo(read(TWO_PAIRS));
    }

    @Test
    void jsonLinesGiveTheSameSetAsCsv() throws IOException {
        PairSet set = readJson(
                """
                {"pair_id": "c-1", "category": "colour", "source": "a red car", "target": "a blue car", "note": [1, 2]}

                {"target": "a pink cup", "source": "a red cup", "category": "colour", "pair_id": "c-2"}
                """);

        assertThat(set).isEqualTo(read(TWO_PAIRS));
        assertThat(set.sha256()).isEqualTo(read(TWO_PAIRS).sha256());
    }

    @Test
    void aMissingColumnIsNamed() {
        assertRefused("pair_id,category,source\nc-1,colour,a\n", "1:1: column target is missing", "add it");
    }

    @Test
    void aColumnGivenTwiceIsRefused() {
        assertRefused("pair_id,category,source,target,target\n", "1:1: a column stands in the header twice");
    }

    @Test
    void aDuplicateIdNamesItsFirstLine() {
        assertRefused(
                HEADER + "c-1,colour,a red car,a blue car\nc-1,colour,a red cup,a pink cup\n",
                "3:1: pair_id c-1 was given on line 2 already: choose another");
    }

    @Test
    void anEmptyPromptIsRefusedAtItsColumn() {
        assertRefused(
                HEADER + "c-1,colour,a red car,  \nc-2,colour,\"\",a pink cup\n",
                "2:22: target is empty",
                "3:12: source is empty");
    }

    @Test
    void aTargetThatSaysTheSameAsItsSourceIsRefused() {
        assertRefused(
                HEADER + "c-1,colour,a red car,A  red car\nc-2,colour,a red cup,a pink cup\n",
                "2:22: target is the same prompt as source: change what the pair is about");
    }

    @Test
    void aCategoryOfOnePairIsRefused() {
        assertRefused(TWO_PAIRS + "s-1,size,a small car,a large car\n", "4:5: category size has this pair only");
    }

    @Test
    void repeatedPromptsNameTheirFirstLine() {
        assertRefused(
                TWO_PAIRS + "c-3,colour,a red car,a blue car\n", "4:12: source and target are those of line 2: remove");
    }

    @Test
    void anIdThatCannotStandInAKeyIsRefused() {
        assertRefused(
                HEADER + "c/1,colour,a red car,a blue car\nc-2,colour,a red cup,a pink cup\n",
                "2:1: pair_id \"c/1\" is no id: use letters, digits");
    }

    @Test
    void placesAreRightBehindQuotedCommasAndLineBreaks() {
        assertRefused(
                HEADER + "c-1,colour,\"a red,\nshiny car\",a blue car\nc-2,colour,\"a, \"\"b\"\", c\",\n",
                "2:12: source holds a tab or line break",
                "4:26: target is empty");
    }

    @Test
    void placesAreRightBehindBlankLinesAndWithWindowsLineEnds() {
        assertRefused(
                (HEADER + "\n\nc-1,colour,a red car,a blue car\n\nc-2,colour,,a pink cup\n\nc-3,colour,\"a")
                        .replace("\n", "\r\n"),
                "6:12: source is empty",
                "8:1: the quotes");
    }

    @Test
    void anUnquotedCommaIsRefusedWithTheFix() {
        assertRefused(
                TWO_PAIRS + "c-3,colour,a red, shiny car,a blue car\n",
                "4:1: the row has 5 fields, the header 4: put prompts that hold a comma in quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c-3,colour,\"a red car,a blue car\n", "c-3,colour,\"a\" red,a blue car\n"})
    void quotesThatDoNotMatchAreRefused(String row) {
        assertRefused(TWO_PAIRS + row, "4:1: the quotes of this row do not match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", HEADER})
    void aFileWithoutPairsIsRefused(String text) {
        assertRefused(text, "1:1: ");
    }

    @Test
    void invalidUtf8IsRefusedAtItsByte() throws IOException {
        Path file = folder.resolve("pairs.csv");
        Files.write(file, (HEADER + "c-1,colour,caf\u00e9,tea\n").getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(InvalidPairSetException.class)
                .isThrownBy(() -> PairSetReader.read(file))
                .withMessage(file + ":2:15: byte 0xE9 at offset 45 is not UTF-8: save the file as UTF-8");
    }

    @Test
    void aTruncatedUtf8SequenceAtTheEndIsRefused() throws IOException {
        Path file = folder.resolve("pairs.csv");
        byte[] bytes = (TWO_PAIRS + "\u00e9").getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

        assertThatExceptionOfType(InvalidPairSetException.class)
                .isThrownBy(() -> PairSetReader.read(file))
                .withMessageContaining(":4:1: byte 0xC3");
    }

    @Test
    void badJsonLinesAreRefusedAtTheirPlaces() {
        String good = "{\"pair_id\":\"c-%d\",\"category\":\"colour\",\"source\":\"a\",\"target\":\"b\"}\n";
        String text = good.formatted(1) + "{\"pair_id\": oops}\n"
                + "{\"pair_id\":\"c-3\",\"category\":\"colour\",\"source\":5}\n"
                + good.formatted(4).replace("}", "} x") + "[]\n";

        assertThatExceptionOfType(InvalidPairSetException.class)
                .isThrownBy(() -> readJson(text))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(":2:", "not JSON", ":3:1: field source is missing or no text")
                        .contains(":3:1: field target is missing", ":4:", ":5:1: field pair_id"));
    }

    @Test
    void twentyProblemsAreShownAndTheOthersCounted() {
        String rows = IntStream.range(0, 25)
                .mapToObj(i -> "c-" + i + ",colour,,x" + i + "\n")
                .collect(Collectors.joining());

        assertThatExceptionOfType(InvalidPairSetException.class)
                .isThrownBy(() -> read(HEADER + rows))
                .satisfies(e ->
                        assertThat(e.getMessage().lines()).hasSize(21).last().isEqualTo("... and 5 more problems"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"natural-400.csv", "toybox-400.csv"})
    void theSetsOfTheProjectHaveEightCategoriesOfFifty(String file) throws IOException {
        PairSet set = PairSetReader.read(Path.of("..", "pairs", file));

        assertThat(set.byCategory()).hasSize(8);
        assertThat(set.byCategory().values())
                .allSatisfy(pairs -> assertThat(pairs).hasSize(50));
        assertThat(set.pairs()).allSatisfy(pair -> assertThat(pair.source().split(" "))
                .as(pair.pairId())
                .hasSameSizeAs(pair.target().split(" ")));
    }

    private PairSet read(String csv) throws IOException {
        return PairSetReader.read(Files.writeString(folder.resolve("pairs.csv"), csv));
    }

    private PairSet readJson(String lines) throws IOException {
        return PairSetReader.read(Files.writeString(folder.resolve("pairs.jsonl"), lines));
    }

    private void assertRefused(String csv, String... problems) {
        assertThatExceptionOfType(InvalidPairSetException.class)
                .isThrownBy(() -> read(csv))
                .satisfies(e -> assertThat(e.getMessage()).contains(problems))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .allMatch(line -> line.matches(".*pairs\\.csv:\\d+:\\d+: .+")));
    }
}
