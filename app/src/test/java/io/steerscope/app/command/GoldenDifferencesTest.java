package io.steerscope.app.command;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Differences against values that NumPy and SciPy computed. */
class GoldenDifferencesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private JsonNode golden;

    @BeforeEach
    void readGolden() throws Exception {
        try (InputStream in = Objects.requireNonNull(
                GoldenDifferencesTest.class.getResourceAsStream("/golden/differences/differences.json"))) {
            golden = MAPPER.readTree(in);
        }
    }

    @Test
    void comparativePromptingHasItsFigures() throws Exception {
        // given
        ObjectNode asked = golden.get("comparative").deepCopy();
        JsonNode expected = asked.remove("expected");

        // when
        JsonNode found = differences(asked, "classify", "--weight", "0.8,0.9", "--directions", "second,both");

        // then
        GoldenJson.check("", found, expected);
    }

    @Test
    void pairsAndTheRankingOfTheirImagesHaveTheirFigures() throws Exception {
        // given
        ObjectNode asked = golden.get("differences").deepCopy();
        JsonNode expected = asked.remove("expected");
        ArrayNode pairs = asked.putArray("pairs");
        for (JsonNode pair : expected.get("pairs")) {
            pairs.addObject()
                    .put("first", pair.get("first").intValue())
                    .put("second", pair.get("second").intValue());
        }

        // when
        JsonNode found = differences(asked, "pairs");

        // then
        GoldenJson.check("", found, expected);
    }

    @Test
    void rankingImagesAloneGivesTheSame() throws Exception {
        // given
        ObjectNode asked = golden.get("differences").deepCopy();
        JsonNode expected = asked.remove("expected").get("ranking");

        // when
        JsonNode found = differences(asked, "rank");

        // then
        GoldenJson.check("", found, expected);
    }

    private JsonNode differences(JsonNode asked, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve("asked.json"), asked.toString());
        List<String> arguments = new ArrayList<>(List.of("differences"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--vectors", file.toString(), "--format", "json"));
        CommandOutcome outcome = CommandOutcome.of(arguments.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return MAPPER.readTree(outcome.out());
    }
}
