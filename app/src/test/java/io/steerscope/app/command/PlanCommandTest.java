package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PlanCommandTest {

    private static final Path EXPECTED = Path.of("../statistics/src/test/resources/golden/contrasts/expected.json");

    @Test
    void theSmallestDetectableEffectsAreInTheJson() throws IOException {
        // given
        JsonNode expected = new ObjectMapper().readTree(EXPECTED.toFile()).get("smallest_detectable_d");

        // when
        CommandOutcome outcome =
                CommandOutcome.of("plan", "--n", "5,10,20,50", "--family", "1,12,24", "--format", "json");

        // then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        JsonNode actual = new ObjectMapper().readTree(outcome.out()).get("smallest_detectable_d");
        assertThat(actual).hasSameSizeAs(expected);
        for (Map.Entry<String, JsonNode> design : expected.properties()) {
            assertThat(actual.get(design.getKey()).asDouble())
                    .as(design.getKey())
                    .isEqualTo(design.getValue().asDouble(), within(1e-6));
        }
    }

    @Test
    void aSmallestEffectIsPlannedFor() throws IOException {
        // when
        CommandOutcome outcome = CommandOutcome.of(
                "plan", "--n", "20", "--family", "1", "--smallest-effect", "0.5sd", "--format", "json");

        // then
        JsonNode plan = new ObjectMapper().readTree(outcome.out());
        assertThat(plan.at("/smallest_effect_sd").asDouble()).isEqualTo(0.5);
        assertThat(plan.at("/power_for_smallest_effect").get("n=20,family=1").asDouble())
                .isEqualTo(0.6951, within(1e-4));
        assertThat(plan.at("/n_needed_for_smallest_effect").get("family=1").asLong())
                .isEqualTo(27);
    }

    @Test
    void theTableSaysWhatItsNumbersAre() {
        // when
        CommandOutcome outcome = CommandOutcome.of("plan", "--smallest-effect", "0.5");

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("found with 80 % power, in standard deviations")
                .contains("share an error rate of 5 %")
                .containsPattern("10 pairs +0\\.853 +1\\.371 +1\\.525\\n")
                .contains("Pairs that it takes for 80 %.")
                .contains("0.5 was taken as standard deviations of the items, as run takes --smallest-effect 0.5sd;\n")
                .contains("run's --smallest-effect 0.5 would be a margin.\n");
        assertThat(outcome.out().lines().mapToInt(String::length).max().orElseThrow())
                .isLessThanOrEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --n 1                    | --n must be between 2 and 1000000, is 1
                    --n 5,5                  | --n names 5 twice
                    --n ,                    | --n names no number: write a list such as 5,10,20
                    --family 0               | --family must be between 1 and 1000000, is 0
                    --family 2,1,2           | --family names 2 twice
                    --power 1                | --power must be between 0.5 and 1, is 1.0
                    --level 0.5              | --level must be between 0.5 and 1, is 0.5
                    --smallest-effect -0.1   | 'is not a number of standard deviations'
                    --smallest-effect 0.2mm  | 'is not a number of standard deviations'
                    """)
    void whatCannotBePlannedIsWrongUsage(String arguments, String reason) {
        // when
        CommandOutcome outcome = CommandOutcome.of(("plan " + arguments).split(" "));

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(reason);
        assertThat(outcome.out()).isEmpty();
    }
}
