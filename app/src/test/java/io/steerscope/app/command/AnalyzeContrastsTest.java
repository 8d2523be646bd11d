package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Margins of one of two methods, whose figures over pairs were computed by SciPy and statsmodels. */
class AnalyzeContrastsTest {

    private static final Path GOLDEN = Path.of("../statistics/src/test/resources/golden/contrasts");
    private static final Set<String> ELSEWHERE =
            Set.of("data", "contrast_analogy_minus_shuffled", "smallest_detectable_d");

    @Test
    void everyExpectedFigureOfTheMethodIsInTheJson() throws IOException {
        // given
        ObjectMapper json = new ObjectMapper();
        JsonNode expected = json.readTree(GOLDEN.resolve("expected.json").toFile());

        // when
        CommandOutcome outcome = CommandOutcome.of(
                "analyze",
                "--margins",
                GOLDEN.resolve("margins.csv").toString(),
                "--method",
                "analogy",
                "--smallest-effect",
                "0.02",
                "--format",
                "json");

        // then
        assertThat(outcome.err()).isEmpty();
        JsonNode actual = json.readTree(outcome.out());
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            if (!ELSEWHERE.contains(member.getKey())) {
                agrees(member.getKey(), member.getValue(), actual.get(member.getKey()));
            }
        }
    }

    private static void agrees(String path, JsonNode expected, JsonNode actual) {
        assertThat(actual).as(path).isNotNull();
        if (expected.isObject()) {
            expected.properties()
                    .forEach(
                            field -> agrees(path + "/" + field.getKey(), field.getValue(), actual.get(field.getKey())));
        } else if (expected.isArray()) {
            for (int i = 0; i < expected.size(); i++) {
                agrees(path + "/" + i, expected.get(i), actual.get(i));
            }
        } else {
            double tolerance = path.contains("cohens_d_ci95") ? 1e-6 : 1e-9;
            double value = expected.asDouble();
            assertThat(actual.asDouble()).as(path).isEqualTo(value, within(tolerance * Math.max(1.0, Math.abs(value))));
        }
    }
}
