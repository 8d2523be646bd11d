package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the person at the terminal reads of a rule to stop before anything is made. */
class StopOptionsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --stop-level 0.9                              | --stop-level says how cells are decided, and --stop is never: choose --stop when-decided, or leave it out
            --until-decided --max-pairs 3                 | --until-decided, --max-pairs say how cells are decided, and --stop is never: choose --stop when-decided, or leave them out
            --stop when-decided --until-decided           | --until-decided needs --pairs-per-category N, the number of planned pairs, and --max-pairs M above it
            --stop when-decided --max-pairs 3             | --max-pairs is for --until-decided: add that, or say --pairs-per-category 3
            --stop when-decided --until-decided --pairs-per-category 3 --max-pairs 3 | --max-pairs 3 must be above --pairs-per-category 3, the number of planned pairs
            --stop when-decided --stop-level 1            | the level of decisions must be above 0.5 and below 1, such as 0.95; it is 1.0
            --stop when-decided                           | no cell could be decided: a decision rests on at least 5 items, and no category has more than 3 pairs; take more pairs, or let fewer items decide with --stop-fewest-items
            --stop when-decided --stop-fewest-items 3     | 20000 steps are more than the limit of 1000: raise it with --max-steps
            --stop never                                  | 20000 steps are more than the limit of 1000: raise it with --max-steps
            """)
    void whatDoesNotGoTogetherIsOneLine(String options, String line) {
        CommandOutcome outcome = run(options.split(" "));

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip().lines()).containsExactly("steerscope run: " + line);
    }

    @Test
    void oneItemDecidesNothing() {
        CommandOutcome outcome = run("--stop", "when-decided", "--stop-fewest-items", "1");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--stop-fewest-items must be between 2 and ");
    }

    @Test
    void onlyAScorerOfTheRunCanDecide() {
        CommandOutcome outcome = run("--stop", "when-decided", "--stop-fewest-items", "3", "--stop-scorer", "another");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip().lines())
                .singleElement()
                .asString()
                .startsWith("steerscope run: --stop-scorer another is none of the scorers of this run: name one of ")
                .endsWith(", or add it with --scorer");
    }

    @Test
    void aMomentThatIsNoneIsToldWithThoseThereAre() {
        CommandOutcome outcome = run("--stop", "soon");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().strip().lines())
                .singleElement()
                .asString()
                .contains("--stop: ", "\"soon\" is not one of when-decided, never");
    }

    @Test
    void imagesThatAreThereCannotBeStopped() {
        CommandOutcome outcome = CommandOutcome.of(
                "run", "--images", folder.toString(), "--stop", "when-decided", "--stop-level", "0.9");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().strip().lines())
                .singleElement()
                .asString()
                .contains("--stop, --stop-level say how images are made, and those of --images are there: leave them"
                        + " out");
    }

    @Test
    void produceHasToNameTheScorersThatDecide() {
        CommandOutcome outcome = CommandOutcome.of(
                "produce",
                "--bootstrap-server",
                "localhost:1",
                "--pairs",
                "src/test/resources/pairs/six.csv",
                "--generator",
                TestBundles.generator(),
                "--stop",
                "when-decided");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip().lines())
                .containsExactly("steerscope produce: --stop when-decided needs --stop-scorer ID: the scorer, of those"
                        + " that will judge the images, whose margins decide");
    }

    private CommandOutcome run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--pairs",
                "src/test/resources/pairs/six.csv",
                "--generator",
                TestBundles.generator(),
                "--scorer",
                TestBundles.scorer(),
                "--steps",
                "20000",
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(Arrays.asList(more));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }
}
