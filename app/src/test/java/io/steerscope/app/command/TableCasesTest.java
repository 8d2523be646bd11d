package io.steerscope.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the person at the terminal reads of files that went wrong, line by line. */
class TableCasesTest {

    private static final String CASES = "src/test/resources/cases/";
    private static final String GENERATOR = "../bundles/toybox-sdxl";
    private static final String NOWHERE = "127.0.0.1:1";

    private static CommandOutcome analyze(String file, String... more) {
        String[] arguments = {"analyze", "--margins", CASES + file, "--bootstrap-resamples", "100"};
        return CommandOutcome.of(
                Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private static CommandOutcome produce(String file) {
        return CommandOutcome.of(
                "produce", "--bootstrap-server", NOWHERE, "--generator", GENERATOR, "--pairs", CASES + file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\1',
            value = {
                "cat_conflict.csv ~ :50:7: pair \"c0-p0\" has category \"cat1\" here and \"cat0\" on line 2: give it one",
                "dup_diff.csv ~ :50:18: pair \"c0-p0\", alpha 0.5, seed 0 has margin 0.5 here and 0.022841 on line 2:"
                        + " keep one of the rows",
                "nfc_nfd_cat.csv ~ :3:7: category \"caf\\u00E9\" differs from \"cafe\\u0301\" on line 2 in Unicode"
                        + " normalisation (NFC and NFD) only: write both alike",
                "nul.csv ~ :2:9: the character NUL stands here and at 23 more places: a table is text, remove it",
                "semicolon_comma.csv ~ :1:1: columns are separated by ';': save the file with commas between columns"
                        + " and points in numbers",
                "seed_sets_differ.csv ~ : 16 of 16 items (a pair at one alpha) would be left out, as an item needs the"
                        + " seeds 0, 1, 2, 100, 101, 102: give --seeds 100,101,102 (keeps 12), or --seeds own (each"
                        + " item counts with the seeds it has)",
                "two_pairs.csv ~ :1:1: columns alpha, seed, margin are missing, the header has"
                        + " \"pair_id,category,source,target\": add them",
                "pairs_same_after_cut.csv ~ :1:1: columns alpha, seed, margin are missing, the header has"
                        + " \"pair_id,category,source,target\": add them"
            })
    void marginsThatMeanNothingAreRefusedInOneLine(String file, String line) {
        // when
        CommandOutcome outcome = analyze(file);

        // then
        assertThat(outcome.err().lines()).containsExactly("steerscope analyze: " + CASES + file + line);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void numbersThatOnlyJavaReadsAreNamedTenTimesAndCounted() {
        // when
        CommandOutcome outcome = analyze("dsuffix.csv");

        // then
        List<String> lines = outcome.err().lines().toList();
        assertThat(lines).hasSize(11);
        assertThat(lines.get(0))
                .isEqualTo("steerscope analyze: " + CASES
                        + "dsuffix.csv:2:12: alpha \"0.5d\" is not a plain decimal number: write it like 0.25");
        assertThat(lines.get(1))
                .isEqualTo("steerscope analyze: " + CASES
                        + "dsuffix.csv:2:19: margin \"0.022841f\" is not a plain decimal number: write it like 0.25");
        assertThat(lines.get(10)).isEqualTo("steerscope analyze: ... and 86 more faults");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alphas_mixed.csv", "bom_crlf_trailing_commas.csv"})
    void aFileThatIsOnlyWrittenUnusuallyIsReadInFull(String file) {
        // when
        CommandOutcome outcome = analyze(file, "--format", "json");

        // then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("\"incomplete_items\" : 0", "\"0.5\" : {", "\"1.0\" : {", "\"cat0\" : {", "\"n\" : 16,");
    }

    @Test
    void alphasAreOneWhereTheirValuesAreOne() {
        assertThat(analyze("alphas_mixed.csv", "--format", "json"))
                .isEqualTo(analyze("bom_crlf_trailing_commas.csv", "--format", "json"));
    }

    @Test
    void seedsOfTheirOwnAreAnalysedWhereThatIsAskedFor() {
        // when
        CommandOutcome outcome = analyze("seed_sets_differ.csv", "--seeds", "own", "--format", "json");

        // then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains(
                        "mean over its own seeds, 3 of them; every item counts",
                        "\"incomplete_items\" : 0",
                        "\"rule\" : \"own\"");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void listedSeedsSayWhatTheyLeaveOut() {
        // when
        CommandOutcome outcome = analyze("seed_sets_differ.csv", "--seeds", "100,101,102", "--format", "json");

        // then
        assertThat(outcome.err().lines())
                .containsExactly(
                        "steerscope analyze: " + CASES + "seed_sets_differ.csv: 4 of 16 items are left out, which have"
                                + " not all of the seeds 100, 101, 102",
                        "steerscope analyze: " + CASES + "seed_sets_differ.csv: 12 rows are left out, of seeds other"
                                + " than the seeds 100, 101, 102");
        assertThat(outcome.out()).contains("\"incomplete_items\" : 4", "\"margins_left_out\" : 12");
        assertThat(outcome.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alphas_mixed.csv",
                "bom_crlf_trailing_commas.csv",
                "cat_conflict.csv",
                "dsuffix.csv",
                "dup_diff.csv",
                "nfc_nfd_cat.csv",
                "seed_sets_differ.csv"
            })
    void marginsGivenAsPairsAreRefusedInOneLine(String file) {
        // when
        CommandOutcome outcome = produce(file);

        // then
        assertThat(outcome.err().lines())
                .containsExactly("steerscope produce: " + CASES + file + ":1:1: columns source, target are missing, the"
                        + " header has \"pair_id,category,alpha,seed,margin\": add them");
        assertThat(outcome.status()).isEqualTo(1);
    }

    @Test
    void pairsOfSemicolonsAndNulsAreRefusedAsMarginsAre() {
        assertThat(produce("semicolon_comma.csv").err().lines())
                .containsExactly("steerscope produce: " + CASES + "semicolon_comma.csv:1:1: columns are separated by"
                        + " ';': save the file with commas between columns and points in numbers");
        assertThat(produce("nul.csv").err().lines())
                .containsExactly("steerscope produce: " + CASES + "nul.csv:2:9: the character NUL stands here and at 23"
                        + " more places: a table is text, remove it");
    }

    @Test
    void goodPairsGoOnToTheBroker() {
        assertThat(produce("two_pairs.csv").err()).contains(NOWHERE).doesNotContain("two_pairs.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5f", "0x1p-1", "NaN", "1_0"})
    void alphasOfTheCommandLineAreWrittenAsInFiles(String alpha) {
        // when
        CommandOutcome outcome =
                CommandOutcome.of("produce", "--bootstrap-server", NOWHERE, "--alphas", "0.5," + alpha);

        // then
        assertThat(outcome.err())
                .contains("--alphas: ", "\"" + alpha + "\" is not a plain decimal number: write it like 0.25");
        assertThat(outcome.status()).isEqualTo(2);
    }
}
