package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What stopping when decided would have made of margins that are there. */
class AnalyzeStoppingTest {

    private static final Path GOLDEN = Path.of("../statistics/src/test/resources/golden/margins/margins.csv");

    @TempDir
    private Path folder;

    private static CommandOutcome analyze(Path margins, String... more) {
        return CommandOutcome.of(Stream.concat(
                        Stream.of("analyze", "--margins", margins.toString(), "--bootstrap-resamples", "100"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static JsonNode json(Path margins, String... more) throws IOException {
        CommandOutcome outcome = analyze(
                margins,
                Stream.concat(Stream.of("--format", "json"), Stream.of(more)).toArray(String[]::new));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return new ObjectMapper().readTree(outcome.out());
    }

    @Test
    void theGoldenMarginsNeedHalfOfTheirItems() throws IOException {
        // when
        JsonNode analysis = json(GOLDEN, "--stop", "when-decided", "--smallest-effect", "0.02", "--orders", "100");

        // then
        JsonNode stopping = analysis.get("stopping");
        assertThat(stopping.get("family").asInt()).isEqualTo(24);
        assertThat(stopping.get("planned_items").asInt()).isEqualTo(1_200);
        assertThat(stopping.get("share_of_items_mean").asDouble()).isEqualTo(0.4935, within(0.008));
        assertThat(stopping.get("share_of_items_min").asDouble())
                .isLessThan(stopping.get("share_of_items_max").asDouble());
        JsonNode cell = stopping.get("cells").get("category-8|1.0");
        assertThat(cell.get("works").asDouble()).isEqualTo(1.0);
        assertThat(cell.get("verdict").asText()).isEqualTo("works");
        assertThat(cell.get("same_as_verdict").asDouble()).isEqualTo(1.0);
        assertThat(cell.get("items_mean").asDouble()).isBetween(10.0, 15.0);
    }

    @Test
    void theOrderOfTheRowsChangesNothingAndTheSeedDoes() throws IOException {
        // given
        List<String> rows = Files.readAllLines(GOLDEN);
        List<String> shuffled = new ArrayList<>(rows.subList(1, rows.size()));
        Collections.shuffle(shuffled, new Random(1));
        shuffled.add(0, rows.get(0));
        Path other = Files.write(folder.resolve("shuffled.csv"), shuffled);
        String[] options = {"--stop", "when-decided", "--orders", "20"};

        // when
        JsonNode stopping = json(GOLDEN, options).get("stopping");

        // then
        assertThat(json(other, options).get("stopping")).isEqualTo(stopping);
        assertThat(json(GOLDEN, "--stop", "when-decided", "--orders", "20", "--order-seed", "9")
                        .at("/stopping/share_of_items_mean"))
                .isNotEqualTo(stopping.get("share_of_items_mean"));
    }

    @Test
    void inOtherUnitsTheSameIsDecided() throws IOException {
        // given
        List<String> hundredfold = new ArrayList<>();
        for (String row : Files.readAllLines(GOLDEN)) {
            int comma = row.lastIndexOf(',') + 1;
            hundredfold.add(
                    hundredfold.isEmpty()
                            ? row
                            : row.substring(0, comma) + 100.0 * Double.parseDouble(row.substring(comma)));
        }
        Path file = Files.write(folder.resolve("hundredfold.csv"), hundredfold);

        // when
        JsonNode scaled =
                json(file, "--scale", "100", "--stop", "when-decided", "--smallest-effect", "2", "--orders", "20");

        // then
        JsonNode plain = json(GOLDEN, "--stop", "when-decided", "--smallest-effect", "0.02", "--orders", "20");
        assertThat(scaled.at("/stopping/cells")).isEqualTo(plain.at("/stopping/cells"));
        assertThat(scaled.at("/stopping/smallest_effect").asText()).isEqualTo("2.0");
    }

    @Test
    void eachMethodIsAFamilyOfItsOwn() throws IOException {
        // given
        StringBuilder rows = new StringBuilder("method,pair_id,category,alpha,seed,margin\n");
        Random random = new Random(3);
        for (String method : List.of("analogy", "lerp")) {
            for (int pair = 0; pair < 30; pair++) {
                rows.append("%s,p%d,c,1,0,%s\n"
                        .formatted(method, pair, (method.equals("lerp") ? 0.2 : 0.0) + 0.05 * random.nextGaussian()));
            }
        }
        Path file = Files.writeString(folder.resolve("methods.csv"), rows);

        // when
        JsonNode analysis = json(file, "--stop", "when-decided", "--orders", "10");

        // then
        assertThat(analysis.at("/methods/lerp/stopping/family").asInt()).isEqualTo(1);
        assertThat(analysis.at("/methods/lerp/stopping/cells")
                        .get("c|1.0")
                        .get("works")
                        .asDouble())
                .isEqualTo(1.0);
        assertThat(analysis.at("/methods/analogy/stopping/cells")
                        .get("c|1.0")
                        .get("does_not")
                        .asDouble())
                .isZero();
    }

    @Test
    void theTableAndTheMarkdownSayWhatIsMade() {
        for (String format : List.of("table", "markdown")) {
            // when
            CommandOutcome outcome = analyze(GOLDEN, "--stop", "when-decided", "--orders", "10", "--format", format);

            // then
            assertThat(outcome.out().replace('\u00A0', ' ').replaceAll("\\s+", " "))
                    .contains("Stopping when decided", "With --stop when-decided a run would have made")
                    .contains("without a smallest effect (--smallest-effect) nothing is said to not work");
        }
    }

    @Test
    void marginsOfARunThatWasStoppedAreToldToBe() throws IOException {
        // given
        Path margins = Files.copy(GOLDEN, folder.resolve("margins.csv"));

        // when
        CommandOutcome whole = analyze(margins);
        Files.writeString(folder.resolve("decisions.csv"), "category,method\n");
        CommandOutcome stopped = analyze(margins);

        // then
        assertThat(whole.err()).doesNotContain("decisions.csv");
        assertThat(stopped.err())
                .contains("decisions.csv says that cells were stopped when they were decided: tests and intervals for a"
                        + " fixed n do not hold of them");
        assertThat(stopped.out()).isEqualTo(whole.out());
    }

    @Test
    void withoutStopThereIsNoSuchFigure() throws IOException {
        assertThat(json(GOLDEN).has("stopping")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--orders 5, '--orders says how to replay --stop when-decided: give that too, or leave --orders out'",
        "--order-seed 5, '--order-seed says how to replay --stop when-decided'",
        "--stop-fewest-items 5, '--stop-fewest-items says how to replay --stop when-decided'",
        "--stop never --orders 5, '--orders says how to replay --stop when-decided'",
        "--stop sometimes, 'sometimes'",
        "--stop when-decided --orders 0, '--orders must be between 1 and 100000, is 0'",
        "--stop when-decided --stop-fewest-items 1, '--stop-fewest-items must be between 2 and 1000000, is 1'",
    })
    void optionsThatMakeNoSenseAreRefusedOnOneLine(String options, String message) {
        // when
        CommandOutcome outcome = analyze(GOLDEN, options.split(" "));

        // then
        assertThat(outcome.err().lines()).hasSize(1).first().asString().contains(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isNotZero();
    }
}
