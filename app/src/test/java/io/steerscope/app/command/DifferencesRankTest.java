package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.steerscope.app.command.DifferenceTables.json;
import static io.steerscope.app.command.DifferenceTables.refused;
import static org.assertj.core.api.Assertions.assertThat;

/** Attribute ranking over tables. */
class DifferencesRankTest {

    @TempDir
    private Path folder;

    private DifferenceTables tables;

    @BeforeEach
    void writeInputs() throws Exception {
        tables = new DifferenceTables(folder);
        tables.writeInputs();
    }

    @Test
    void theOrdersOfTwoModelsAreComparedInJson() throws Exception {
        // when
        JsonNode found = json(tables.run(List.of("base", "tuned"), "rank", "--text", "larger", "--format", "json"));

        // then
        JsonNode compared = found.get("compared").get(0);
        assertThat(found.get("compared")).hasSize(1);
        assertThat(compared.get("first").textValue()).isEqualTo("base.csv");
        assertThat(compared.get("second").textValue()).isEqualTo("tuned.csv");
        assertThat(compared.get("n").intValue()).isEqualTo(8);
        assertThat(compared.get("kendall_tau_b").doubleValue())
                .isEqualTo(tauOfOrders(
                        found.get("vectors").get("base.csv"),
                        found.get("vectors").get("tuned.csv")));
    }

    /** Without ties: concordant less discordant pairs, of 28. */
    private static double tauOfOrders(JsonNode first, JsonNode second) {
        List<String> ofFirst = new ArrayList<>();
        first.get("order").forEach(image -> ofFirst.add(image.textValue()));
        List<String> ofSecond = new ArrayList<>();
        second.get("order").forEach(image -> ofSecond.add(image.textValue()));
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            for (int j = i + 1; j < 8; j++) {
                sum += ofSecond.indexOf(ofFirst.get(i)) < ofSecond.indexOf(ofFirst.get(j)) ? 1 : -1;
            }
        }
        return sum / 28.0;
    }

    @Test
    void withoutTruthTheOrderIsWrittenAndNotJudged() throws Exception {
        // when
        CommandOutcome outcome = tables.run(List.of("base"), "rank", "--text", "larger", "--out", "@order.csv");

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("cannot be judged");
        assertThat(Files.readAllLines(folder.resolve("order.csv")))
                .hasSize(9)
                .startsWith("model,rank,image,score,value")
                .anyMatch(line -> line.startsWith("base.csv,1,"));
    }

    @Test
    void aTextAndItselfHaveNoDifference() {
        refused(
                tables.run(List.of("base"), "rank", "--text", "larger", "--opposite", "larger"),
                "--text and --opposite have one vector");
    }

    @Test
    void aValueThatIsNoNumberIsNamed() throws Exception {
        // given
        tables.write("truth.csv", "image,value\n0.png,\"1,5\"\n");

        // then
        refused(
                tables.run(List.of("base"), "rank", "--text", "larger", "--truth", "@truth.csv"),
                "truth.csv:2:7: value \"1,5\" has a decimal comma: write 1.5");
    }

    @Test
    void anOrderDoesNotReplaceWhatIsRead() throws Exception {
        // given
        tables.write("truth.csv", "image,value\n0.png,1\n");

        // then
        refused(
                tables.run(List.of("base"), "rank", "--text", "larger", "--truth", "@truth.csv", "--out", "@truth.csv"),
                "--out",
                "would replace a file that is read");
    }
}
