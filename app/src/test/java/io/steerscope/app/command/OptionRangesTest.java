package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Options that ask for too much: one line that names the option and the bound, and nothing is started. */
class OptionRangesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "run --size 0, --size must be between 8 and 16384",
        "run --steps 0, --steps must be at least 1",
        "run --steps=-5, --steps must be at least 1",
        "run --guidance-scale NaN, is not a plain decimal number",
        "run --guidance-scale=-1, --guidance-scale must be between 0 and 1000",
        "run --alphas 0.5;NaN, is not a plain decimal number",
        "run --alphas 2000000, --alphas must be between 0 and",
        "run --port 70000, --port must be between 0 and 65535",
        "run --dashboard-port=-1, --dashboard-port must be between 0 and 65535",
        "run --threads 100000, --threads must be between 1 and 1024",
        "run --threads 0, --threads must be between 1 and 1024",
        "run --batch-size 1000000, --batch-size must be between 1 and 4096",
        "run --generator-workers 1000, --generator-workers must be between 1 and 256",
        "run --pairs-per-category=-3, --pairs-per-category must be between 1 and",
        "run --pairs-per-category 2000000000, --pairs-per-category must be between 1 and",
        "run --smallest-effect 0, smallest effect 0.0 must be above 0",
        "run --smallest-effect=-1sd, smallest effect -1.0 must be above 0",
        "run --smallest-effect 0;25, has a decimal comma: write 0.25",
        "run --smallest-effect 25%, has the unknown unit \"%\": write 0.02 in units of the margin",
        "produce --smallest-effect NaN --bootstrap-server none:1, \"NaN\" is no number: write 0.02",
        "run --exemplars half, exemplars \"half\" are unknown: use leave-one-out or split",
        "run --failure-limit 0, --failure-limit must be at least 1",
        "run --max-size 20000, --max-size must be between 8 and 16384",
        "run --batch-time-limit 0s, must be longer than nothing",
        "run --batch-time-limit soon, is no duration such as 90s",
        "produce --steps 0 --bootstrap-server none:1, --steps must be at least 1",
        "generate --threads 0 --bootstrap-server none:1, --threads must be between 1 and",
        "generate --max-steps 0 --bootstrap-server none:1, --max-steps must be at least 1",
        "score --max-image-pixels 0 --bootstrap-server none:1, --max-image-pixels must be between 1 and",
        "aggregate --http-port 65536 --bootstrap-server none:1, --http-port must be between 0 and 65535",
        "broker --port 70000 --data none, --port must be between 0 and 65535",
        "topics apply --partitions 0 --bootstrap-server none:1, --partitions must be between 1 and",
        "topics apply --wait=-1 --bootstrap-server none:1, --wait must be between 0 and 86400"
    })
    void aNumberOutOfRangeIsWrongUsage(String command, String line) {
        // given
        List<String> arguments =
                new ArrayList<>(Arrays.asList(command.replace(';', ',').split(" ")));
        if (arguments.get(0).equals("run")) {
            arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        }

        // when
        CommandOutcome outcome = CommandOutcome.of(arguments.toArray(String[]::new));

        // then
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err().strip().lines()).singleElement().asString().contains(line);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aMillionSeedsAreWrongUsage() {
        // given
        String seeds = IntStream.range(0, 1_000_000).mapToObj(Integer::toString).collect(Collectors.joining(","));

        // when
        CommandOutcome outcome = CommandOutcome.of(
                "run", "--seeds", seeds, "--out", folder.resolve("out").toString());

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().strip().lines())
                .singleElement()
                .asString()
                .contains("--seeds takes at most 10000 values, is given 1000000");
    }

    @ParameterizedTest
    @CsvSource({
        "run, --steps 2000000000, 2000000000 steps are more than the limit of 1000: raise it with --max-steps",
        "run, --size 8192, 8192 pixels of width are more than the limit of 2048: raise it with --max-size",
        "produce, --steps 1001, 1001 steps are more than the limit of 1000: raise it with --max-steps",
        "produce, --steps 11 --max-steps 10, 11 steps are more than the limit of 10: raise it with --max-steps"
    })
    void anExperimentBeyondALimitIsRefusedBeforeAnythingIsStarted(String command, String options, String line) {
        // given
        List<String> arguments = new ArrayList<>(List.of(
                command, "--pairs", "src/test/resources/pairs/six.csv", "--generator", TestBundles.generator()));
        arguments.addAll(List.of(options.split(" ")));
        if (command.equals("run")) {
            arguments.addAll(List.of(
                    "--scorer",
                    TestBundles.scorer(),
                    "--out",
                    folder.resolve("out").toString()));
        }

        // when
        CommandOutcome outcome = CommandOutcome.of(arguments.toArray(String[]::new));

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip()).isEqualTo("steerscope " + command + ": " + line);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aPromptBeyondTheLimitIsNamedByItsPlace() throws Exception {
        // given
        Path pairs = folder.resolve("pairs.csv");
        Files.writeString(
                pairs,
                "pair_id,category,source,target\na,c,a cat,a dog\nb,c," + "x".repeat(10_001) + ",a dog on a mat\n");

        // when
        CommandOutcome outcome =
                CommandOutcome.of("produce", "--pairs", pairs.toString(), "--generator", TestBundles.generator());

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .contains(pairs + ":3:5: source has 10001 characters, the most is 10000: shorten it, or raise"
                        + " --max-prompt-length");
    }
}
