package io.steerscope.app.command;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is to be expected of a design that stops when decided. */
class PlanStoppingTest {

    @Test
    void largeEffectsAreDecidedWithFewItems() throws IOException {
        // when
        CommandOutcome outcome = CommandOutcome.of(
                "plan",
                "--n",
                "50",
                "--family",
                "24",
                "--smallest-effect",
                "0.5",
                "--stop",
                "when-decided",
                "--effect",
                "-1,0,1.5sd",
                "--format",
                "json");

        // then
        assertThat(outcome.err()).isEmpty();
        JsonNode designs = new ObjectMapper().readTree(outcome.out()).at("/stopping/designs");
        JsonNode large = designs.get("n=50,family=24,effect=1.5");
        assertThat(large.get("works").asDouble()).isGreaterThan(0.99);
        assertThat(large.get("share_of_items").asDouble()).isBetween(0.3, 0.4);
        assertThat(designs.get("n=50,family=24,effect=-1").get("does_not").asDouble())
                .isGreaterThan(0.99);
        assertThat(designs.get("n=50,family=24,effect=0").get("undecided").asDouble())
                .isGreaterThan(0.5);
    }

    @Test
    void theTableNamesEveryDesign() {
        // when
        CommandOutcome outcome = CommandOutcome.of("plan", "--n", "5,10", "--family", "1,12", "--stop", "when-decided");

        // then
        assertThat(outcome.out())
                .contains("Stopped when decided", "Without --smallest-effect nothing is said to not work.")
                .contains("12 cells judged together")
                .containsPattern("(?m)^10 pairs +0\\.25 sd +100\\.0 % ");
    }

    @Test
    void withoutStopNothingIsSaidOfIt() {
        assertThat(CommandOutcome.of("plan").out()).doesNotContain("Stopped");
    }

    @ParameterizedTest
    @CsvSource({
        "--effect 1, '--effect is for designs that stop: give --stop when-decided too, or leave --effect out'",
        "--stop-fewest-items 3, '--stop-fewest-items is for designs that stop'",
        "--stop when-decided --effect 1;1, '--effect names 1.0 twice'",
        "--stop when-decided --effect much, 'not a number of standard deviations'",
        "--stop when-decided --n 20000, '--n must be at most 10000 with --stop when-decided, is 20000'",
    })
    void optionsThatMakeNoSenseAreRefusedOnOneLine(String options, String message) {
        // when
        CommandOutcome outcome = CommandOutcome.of(("plan " + options.replace(';', ',')).split(" "));

        // then
        assertThat(outcome.err().lines()).hasSize(1).first().asString().contains(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.status()).isNotZero();
    }
}
