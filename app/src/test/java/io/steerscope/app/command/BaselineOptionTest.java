package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the person at the terminal reads of unsteered images before any is made. */
class BaselineOptionTest {

    private static final String TOO_LARGE = "20000 steps are more than the limit of 1000: raise it with --max-steps";

    @TempDir
    private Path folder;

    private CommandOutcome run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--pairs",
                "src/test/resources/pairs/six.csv",
                "--generator",
                TestBundles.generator(),
                "--scorer",
                TestBundles.scorer(),
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "target"})
    void unsteeredImagesAreNoMethods(String name) {
        CommandOutcome outcome = run("--methods", "lerp," + name);

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip().lines())
                .singleElement()
                .asString()
                .startsWith("steerscope run: method \"" + name + "\" steers nothing: choose unsteered images with"
                        + " --baseline source");
    }

    @Test
    void anotherBaselineThanThereIsIsToldWithThoseThereAre() {
        CommandOutcome outcome = run("--baseline", "target");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().strip().lines())
                .singleElement()
                .asString()
                .contains("--baseline: ", "baseline \"target\" is unknown: use none, source or source,target");
    }

    @Test
    void alphaZeroIsLeftOutWithOneLineWhereThereIsABaseline() {
        CommandOutcome byDefault = run("--alphas", "0,1", "--steps", "20000");
        CommandOutcome without = run("--alphas", "0,1", "--steps", "20000", "--baseline", "none");

        assertThat(byDefault.err().strip().lines())
                .containsExactly(
                        "steerscope run: alpha 0 is left out: its images are those of the baseline, one for all methods"
                                + " (with --baseline none it is an alpha like any other)",
                        "steerscope run: " + TOO_LARGE);
        assertThat(without.err().strip().lines()).containsExactly("steerscope run: " + TOO_LARGE);
    }

    @Test
    void aFolderIsContinuedWithTheUnsteeredImagesThatItWasBegunWith() throws IOException {
        // given
        Path record = Files.createDirectories(folder.resolve("out")).resolve("run.json");
        List<String> asks = List.of("--alphas", "0,1", "--steps", "20000");

        // when
        Files.writeString(record, "{\"experiment\": \"six\", \"partitions\": \"2\"}");
        CommandOutcome ofBefore = run(asks.toArray(String[]::new));
        Files.writeString(record, "{\"experiment\": \"six\", \"partitions\": \"2\", \"baseline\": \"source,target\"}");
        CommandOutcome ofBoth = run(asks.toArray(String[]::new));
        Files.writeString(record, "{\"experiment\": \"six\", \"partitions\": \"2\", \"baseline\": \"x\"}");
        CommandOutcome damaged = run(asks.toArray(String[]::new));

        // then
        assertThat(ofBefore.err().strip().lines()).containsExactly("steerscope run: " + TOO_LARGE);
        assertThat(ofBoth.err()).contains("alpha 0 is left out");
        assertThat(damaged.err().strip().lines())
                .containsExactly(
                        "steerscope run: the record of the run is damaged: baseline \"x\" is unknown: use none,"
                                + " source or source,target; choose another --out");
    }

    @Test
    void alphaZeroAloneLeavesNothingToSteer() {
        CommandOutcome outcome = run("--alphas", "0");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip().lines())
                .containsExactly("steerscope run: no alpha is left, as images of alpha 0 are those of the baseline:"
                        + " name one above 0, or choose --baseline none");
    }
}
