package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CompareCommandTest {

    @TempDir
    private static Path folder;

    private static Path two;
    private static Path three;

    @BeforeAll
    static void runBoth() {
        two = run("two", "2", "3");
        three = run("three", "3", "3,4");
    }

    private static Path run(String name, String steps, String seeds) {
        Path out = folder.resolve(name);
        CommandOutcome outcome = CommandOutcome.of(
                "run",
                "--pairs",
                "src/test/resources/pairs/six.csv",
                "--seeds",
                seeds,
                "--alphas",
                "1",
                "--steps",
                steps,
                "--size",
                "64",
                "--methods",
                "lerp",
                "--dtype",
                "float32",
                "--generator",
                TestBundles.generator(),
                "--scorer",
                TestBundles.scorer(),
                "--out",
                out.toString());
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return out;
    }

    @Test
    void theTableSaysTheClaimFirstThenWhatDiffersThenTheContrastsAndImages() {
        // when
        CommandOutcome outcome = CommandOutcome.of("compare", two.toString(), three.toString(), "--images", "1");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .startsWith("Of lerp, judged by ")
                .contains(
                        "three minus two at alpha 1.0 is",
                        "\nsteps",
                        "The seeds differ",
                        "\nImages that changed most\n");
    }

    @Test
    void theJsonIsOfTheCommonPairsAndSeeds() throws IOException {
        // when
        CommandOutcome outcome =
                CommandOutcome.of("compare", two.toString(), three.toString(), "--format", "json", "--method", "lerp");

        // then
        JsonNode json = new ObjectMapper().readTree(outcome.out());
        assertThat(json.at("/pairs/common").intValue()).isEqualTo(6);
        assertThat(json.path("seeds").toString()).isEqualTo("[3]");
        assertThat(json.at("/contrasts/0/margins/overall/n").intValue()).isEqualTo(6);
        assertThat(json.path("design_differences").findValuesAsText("field")).contains("steps", "seeds");
    }

    @Test
    void thePageHoldsTheImagesOfBothFolders() throws IOException {
        // given
        Path page = folder.resolve("compared.html");

        // when
        CommandOutcome outcome = CommandOutcome.of(
                "compare",
                two.toString(),
                three.toString(),
                "--format",
                "html",
                "--images",
                "2",
                "--out",
                page.toString());

        // then
        assertThat(outcome.out()).isEqualTo(page + "\n");
        assertThat(Files.readString(page).split("data:image/png;base64,", -1)).hasSize(1 + 2 * 2);
        assertThat(Files.readString(page)).doesNotContain("image not kept");
    }

    @Test
    void whatIsNoRunOrOneRunTwiceIsOneLine() {
        // when
        CommandOutcome none = CommandOutcome.of("compare", two.toString(), "nowhere");
        CommandOutcome same = CommandOutcome.of("compare", two.toString(), two.toString());
        CommandOutcome method = CommandOutcome.of("compare", two.toString(), three.toString(), "--method", "slerp");

        // then
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err())
                .isEqualTo("steerscope compare: nowhere is no folder of a run (it has no run.json): name one, or an"
                        + " experiment of a cluster with --bootstrap-server HOST:PORT\n");
        assertThat(same.err()).isEqualTo("steerscope compare: %s and %s are one run: name two\n".formatted(two, two));
        assertThat(method.err())
                .isEqualTo("steerscope compare: three has no method slerp: name one of lerp with --method\n");
    }
}
