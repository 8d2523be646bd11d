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

import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.table.TableException;

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
        assertRefused(
                "pair_id,category,source\nc-1,colour,a\n",
                "1:1: column target is missing, the header has \"pair_id,category,source\": add it");
    }

    @Test
    void aColumnGivenTwiceIsRefused() {
        assertRefused(
                "pair_id,category,source,target,target\n",
                "1:1: column \"target\" stands in the header twice: rename one");
    }

    @Test
    void aRowThatStandsTwiceNamesBothLinesAndIsOneFault() {
        assertRefusedWith(
                HEADER + "c-1,colour,a red car,a blue car\nc-2,colour,a,b\nc-1,colour,a red car,a blue car\n",
                "4:1: the row is that of line 2 once more: remove one of them");
    }

    @Test
    void categoriesThatLookAlikeNameBothLines() {
        assertRefusedWith(
                HEADER + "c-1,Colour,a red car,a blue car\nc-2,colour,a,b\nc-3,colour,c,d\nc-4,Colour,e,f\n",
                "3:5: category \"colour\" differs from \"Colour\" on line 2 in letter case only: write both alike");
    }

    @Test
    void promptsThatDifferInWhatIsNotSeenAreTheSame() {
        assertRefusedWith(
                HEADER + "c-1,colour,a caf\u00E9,a\u00A0cafe\u0301\nc-2,colour,a,b\n",
                "2:19: target is the same prompt as source: change what the pair is about");
        assertRefusedWith(
                HEADER + "c-1,colour,a caf\u00E9,b\nc-2,colour,a cafe\u0301\u200B,b\n",
                "3:12: source and target are those of line 2: remove one of the rows");
    }

    @Test
    void controlCharactersAndHalvesOfCharactersAreRefused() {
        assertRefusedWith(
                HEADER + "c-1,colour,a\u0007,b\nc-2,colour,a,b\n",
                "2:12: source holds the control character \\u0007: remove it");
        assertThatExceptionOfType(TableException.class)
                .isThrownBy(
                        () -> readJson(
                                "{\"pair_id\":\"c-1\",\"category\":\"c\",\"source\":\"a\\ud83d\",\"target\":\"b\"}\n"
                                        + "{\"pair_id\":\"c-2\",\"category\":\"c\",\"source\":\"a\\u0000\",\"target\":\"b\"}\n"))
                .withMessageContaining(":1:42: source holds \\uD83D, half of a surrogate pair")
                .withMessageContaining(":2:42: source holds the control character \\u0000: remove it");
    }

    @Test
    void aDuplicateIdNamesItsFirstLine() {
        assertRefused(
                HEADER + "c-1,colour,a red car,a blue car\nc-1,colour,a red cup,a pink cup\n",
                "3:1: pair_id c-1 was given on line 2 already, to another pair: choose another");
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
        assertRefused(TWO_PAIRS + "s-1,size,a small car,a large car\n", "4:5: category \"size\" has this pair only");
    }

    @Test
    void aCategoryOfOnePairIsReadWhereNothingLearnsFromExemplars() throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("pairs.csv"), TWO_PAIRS + "s-1,size,a small car,a large car\n");

        // when
        PairSet pairs = PairSetReader.readFile(file, RecordLimits.DEFAULT, true).pairs();

        // then
        assertThat(pairs.byCategory().get("size")).hasSize(1);
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
                "8:12: the quote is not closed: add the closing quote");
    }

    @Test
    void anUnquotedCommaIsRefusedWithTheFix() {
        assertRefused(
                TWO_PAIRS + "c-3,colour,a red, shiny car,a blue car\n",
                "4:1: 5 fields where the header has 4: put a field that holds a comma in double quotes");
    }

    @Test
    void quotesThatDoNotMatchAreRefused() {
        assertRefused(TWO_PAIRS + "c-3,colour,\"a red car,a blue car\n", "4:12: the quote is not closed");
        assertRefused(
                TWO_PAIRS + "c-3,colour,\"a\" red,a blue car\n",
                "4:16: text after the closing quote of a field: double");
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

        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> PairSetReader.read(file))
                .withMessage(file + ":2:15: byte 0xE9 at offset 45 is not UTF-8: save the file as UTF-8");
    }

    @Test
    void aTruncatedUtf8SequenceAtTheEndIsRefused() throws IOException {
        Path file = folder.resolve("pairs.csv");
        byte[] bytes = (TWO_PAIRS + "\u00e9").getBytes(StandardCharsets.UTF_8);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> PairSetReader.read(file))
                .withMessageContaining(":4:1: byte 0xC3");
    }

    @Test
    void badJsonLinesAreRefusedAtTheirPlaces() {
        String good = "{\"pair_id\":\"c-%d\",\"category\":\"colour\",\"source\":\"a\",\"target\":\"b\"}\n";
        String text = good.formatted(1) + "{\"pair_id\": oops}\n"
                + "{\"pair_id\":\"c-3\",\"category\":\"colour\",\"source\":5}\n"
                + good.formatted(4).replace("}", "} x") + "[]\n";

        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> readJson(text))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(":2:", "not JSON", ":3:1: field source is missing or no text")
                        .contains(":3:1: field target is missing", ":4:", ":5:1: the line is no object"));
    }

    @Test
    void tenFaultsAreShownAndTheOthersCounted() {
        String rows = IntStream.range(0, 25)
                .mapToObj(i -> "c-" + i + ",colour,,x" + i + "\n")
                .collect(Collectors.joining());

        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> read(HEADER + rows))
                .satisfies(e ->
                        assertThat(e.getMessage().lines()).hasSize(11).last().isEqualTo("... and 15 more faults"));
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

    private void assertRefusedWith(String csv, String... lines) {
        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> read(csv))
                .withMessage(Arrays.stream(lines)
                        .map(line -> folder.resolve("pairs.csv") + ":" + line)
                        .collect(Collectors.joining("\n")));
    }

    private void assertRefused(String csv, String... problems) {
        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> read(csv))
                .satisfies(e -> assertThat(e.getMessage()).contains(problems))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .allMatch(line -> line.matches(".*pairs\\.csv:\\d+:\\d+: .+")));
    }
}
