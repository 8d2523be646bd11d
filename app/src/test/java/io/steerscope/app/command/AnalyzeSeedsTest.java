package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What seeds that not every item has do to an analysis. */
class AnalyzeSeedsTest {

    private static final int PAIRS = 240;

    @TempDir
    private Path folder;

    private final StringBuilder rows = new StringBuilder("pair_id,category,alpha,seed,margin\n");
    private Path file;

    @BeforeEach
    void writeSeedsZeroToTwoOfEveryPair() {
        file = folder.resolve("m.csv");
        for (int pair = 0; pair < PAIRS; pair++) {
            for (int seed = 0; seed < 3; seed++) {
                row("p" + pair, seed, 0.001 * (pair % 7 - 2 + seed));
            }
        }
    }

    private void row(String pair, long seed, double margin) {
        rows.append(String.join(",", pair, "c", "1", Long.toString(seed), Double.toString(margin)))
                .append('\n');
    }

    private CommandOutcome analyze(String... seeds) throws IOException {
        Files.writeString(file, rows);
        String[] arguments = {
            "analyze", "--margins", file.toString(), "--bootstrap-resamples", "100", "--format", "json", "", ""
        };
        if (seeds.length == 0) {
            return CommandOutcome.of(Arrays.copyOf(arguments, 7));
        }
        arguments[7] = "--seeds";
        arguments[8] = seeds[0];
        return CommandOutcome.of(arguments);
    }

    @Test
    void oneStraySeedThatWouldLeaveOutAllOthersIsRefusedWithTheRemedy() throws IOException {
        // given
        row("p0", 77, 0.1);

        // when
        CommandOutcome outcome = analyze();

        // then
        assertThat(outcome.err().lines())
                .containsExactly(
                        "steerscope analyze: " + file + ": 239 of 240 items (a pair at one alpha) would be left"
                                + " out, as an item needs the seeds 0, 1, 2, 77, and they lack seed 77, which 1 item has: give"
                                + " --seeds 0,1,2 (keeps 240), or --seeds own (each item counts with the seeds it has)");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void seedsOfTheSameNoiseAreRefusedWithTheLinesOfBoth() throws IOException {
        // given
        row("p0", 4294967297L, 0.1);
        row("p1", 4294967297L, 0.1);
        row("p2", Long.MIN_VALUE, 0.1);

        // when
        CommandOutcome outcome = analyze();

        // then
        assertThat(outcome.err().lines())
                .containsExactly(
                        "steerscope analyze: " + file + ":722:8: seeds 1 and 4294967297 are one: they are equal modulo"
                                + " 2^32, which gives the same noise; seed 1 stands on line 3: write it alike, or leave one of"
                                + " them out",
                        "steerscope analyze: " + file
                                + ":724:8: seeds -9223372036854775808 and 0 are one: they are equal"
                                + " modulo 2^32, which gives the same noise; seed 0 stands on line 2: write it alike, or leave"
                                + " one of them out");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void listedSeedsOfTheSameNoiseAreRefused() throws IOException {
        // when
        CommandOutcome outcome = analyze("-1,4294967295");

        // then
        assertThat(outcome.err())
                .startsWith("steerscope analyze: ")
                .contains("seeds -1 and 4294967295 are one", "name the one that the file has");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void theSeedsThatTheRefusalNamesGiveTheFiguresWithoutTheStray() throws IOException {
        // given
        CommandOutcome without = analyze("0,1,2");
        row("p0", 77, 0.1);

        // when
        CommandOutcome outcome = analyze("0,1,2");

        // then
        assertThat(outcome.err().lines())
                .containsExactly("steerscope analyze: " + file + ": 1 row is left out, of seeds other than the seeds"
                        + " 0, 1, 2");
        assertThat(figures(outcome)).isEqualTo(figures(without));
    }

    @Test
    void ownSeedsTakeEveryItemAndSayHowManySeedsThereAre() throws IOException {
        // given
        row("p0", 77, 0.1);

        // when
        CommandOutcome outcome = analyze("own");

        // then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("mean over its own seeds, 3 to 4 of them; every item counts", "\"incomplete_items\" : 0")
                .contains("\"3\" : 239", "\"4\" : 1");
    }

    @Test
    void ownSeedsGiveTheFiguresOfAllSeedsWhereEveryItemHasThem() throws IOException {
        assertThat(figures(analyze("own"))).isEqualTo(figures(analyze()));
    }

    @Test
    void fewerThanHalfAreLeftOutWithAFirstLineThatSaysSo() throws IOException {
        // given
        row("q", 0, 0.1);
        row("q", 0, 0.1);

        // when
        CommandOutcome outcome = analyze();

        // then
        assertThat(outcome.err().lines())
                .containsExactly(
                        "steerscope analyze: " + file + ": 1 of 241 items is left out, which has not all of the seeds"
                                + " 0, 1, 2: count it with --seeds own (each item counts with the seeds it has)",
                        "steerscope analyze: " + file + ":723: 1 row stands there twice, the first that of line 722:"
                                + " counted once");
        assertThat(outcome.out()).contains("\"incomplete_items\" : 1");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void listedSeedsThatMostItemsLackAreRefusedToo() throws IOException {
        // when
        CommandOutcome outcome = analyze("5");

        // then
        assertThat(outcome.err().lines())
                .containsExactly(
                        "steerscope analyze: " + file + ": 240 of 240 items (a pair at one alpha) would be left"
                                + " out, as an item needs seed 5: give --seeds 0,1,2 (keeps 240), or --seeds own (each item"
                                + " counts with the seeds it has)");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void whatIsNoListOfSeedsIsWrongUsage() throws IOException {
        assertThat(analyze("0,x").err()).contains("\"x\" is not a 64-bit whole number: write it like 2, or write own");
        assertThat(analyze("0,0").err()).contains("seed 0 is given twice");
        assertThat(analyze("").status()).isEqualTo(2);
    }

    @Test
    void columnsWithoutAMeaningAreNamedInOneLine() throws IOException {
        // given
        Files.writeString(file, rows.toString().replace("\n", ",1,x\n").replaceFirst("1,x", "source_seed,note"));

        // when
        CommandOutcome outcome =
                CommandOutcome.of("analyze", "--margins", file.toString(), "--bootstrap-resamples", "100");

        // then
        assertThat(outcome.err().lines())
                .containsExactly("steerscope analyze: " + file + ": not used: columns \"source_seed\", \"note\"");
        assertThat(outcome.status()).isZero();
    }

    /** What follows the description of the unit, up to the seeds. */
    private static String figures(CommandOutcome outcome) {
        String out = outcome.out();
        int end = out.indexOf("\"seeds\" :");
        String figures = out.substring(out.indexOf("\"incomplete_items\""), end < 0 ? out.length() : end);
        return figures.replaceAll("[\\s,}]+$", "");
    }
}
