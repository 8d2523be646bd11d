package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Margins whose every statistic was computed by scipy. */
class AnalyzeCommandTest {

    private static final Path GOLDEN = Path.of("../statistics/src/test/resources/golden/margins");
    private static final Path MARGINS = GOLDEN.resolve("margins.csv");
    private static final Path EXPECTED = GOLDEN.resolve("expected.json");

    @Test
    void everyExpectedFigureIsInTheJson() throws IOException {
        // given
        ObjectMapper json = new ObjectMapper();
        JsonNode expected = json.readTree(EXPECTED.toFile());

        // when
        CommandOutcome outcome = CommandOutcome.of("analyze", "--margins", MARGINS.toString(), "--format", "json");

        // then
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        agrees("", expected, json.readTree(outcome.out()), 0);
    }

    private static void agrees(String path, JsonNode expected, JsonNode actual, double resampled) {
        assertThat(actual).as(path).isNotNull();
        if (expected.isObject()) {
            double tolerance = expected.path("bootstrap_tolerance").asDouble(resampled);
            for (Map.Entry<String, JsonNode> field : expected.properties()) {
                agrees(path + "/" + field.getKey(), field.getValue(), actual.get(field.getKey()), tolerance);
            }
        } else if (expected.isArray()) {
            for (int i = 0; i < expected.size(); i++) {
                agrees(path + "/" + i, expected.get(i), actual.get(i), resampled);
            }
        } else if (path.contains("bootstrap_tolerance")) {
            assertThat(actual.asDouble()).as(path).isPositive();
        } else if (expected.isNumber()) {
            double tolerance =
                    path.contains("/bootstrap95") ? resampled : 1e-9 * Math.max(1, Math.abs(expected.asDouble()));
            assertThat(actual.asDouble()).as(path).isCloseTo(expected.asDouble(), Offset.offset(tolerance));
        } else {
            assertThat(actual).as(path).isEqualTo(expected);
        }
    }

    @Test
    void verdictsAndFiguresByPairAreInTheJson() throws IOException {
        // when
        CommandOutcome outcome = CommandOutcome.of("analyze", "--margins", MARGINS.toString(), "--format", "json");

        // then
        JsonNode results = new ObjectMapper().readTree(outcome.out());
        JsonNode verdicts = results.path("verdicts");
        assertThat(verdicts.path("rule").path("family")).hasSize(24);
        assertThat(verdicts.path("by_category_alpha")
                        .path("category-8|1.0")
                        .path("outcome")
                        .textValue())
                .isEqualTo("works");
        assertThat(results.path("pair_clustered")
                        .path("overall")
                        .path("clusters")
                        .intValue())
                .isEqualTo(400);
    }

    @Test
    void markdownHoldsTheVerdictsAndTheirRule() {
        // when
        CommandOutcome outcome = CommandOutcome.of("analyze", "--margins", MARGINS.toString(), "--format", "markdown");

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("The mean margin at alpha 1.0 over 400 pairs of these 8 categories")
                .contains("| category-8 | works (mean above 0, p<.001, at least +", "Holm-adjusted over 24 groups");
    }

    @Test
    void theTableHasARowForEachCategoryAndAColumnForEachAlpha() {
        // when
        CommandOutcome outcome = CommandOutcome.of("analyze", "--margins", MARGINS.toString());

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out().lines().findFirst().orElseThrow())
                .contains("alpha 0.5", "alpha 0.8", "alpha 1.0", "all");
        assertThat(outcome.out().lines().filter(line -> line.startsWith("category-")))
                .hasSizeGreaterThanOrEqualTo(8);
        assertThat(outcome.out().lines().filter(line -> line.startsWith("all ")))
                .singleElement()
                .asString()
                .contains("+0.0036  53% p=.076");
    }
}
