package io.steerscope.app.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Margins of two methods, whose figures over pairs were computed by SciPy and statsmodels. */
class AnalyzeContrastsTest {

    @Test
    void twoScorersOfAFileAreContrastedOverTheSameImages(@TempDir Path folder) throws IOException {
        // given: what the golden margins call two methods are two scorers of one
        ObjectMapper json = new ObjectMapper();
        Path file = folder.resolve("scorers.csv");
        Files.write(
                file,
                Files.readAllLines(GOLDEN.resolve("margins.csv")).stream()
                        .map(line -> line.replaceFirst("^method,", "scorer,"))
                        .toList());
        JsonNode expected = json.readTree(GOLDEN.resolve("expected.json").toFile())
                .path("contrast_analogy_minus_shuffled")
                .path("overall");

        // when
        JsonNode all =
                analyze(List.of("--format", "json", "--bootstrap-resamples", "1000"), "--margins", file.toString());
        CommandOutcome table =
                CommandOutcome.of("analyze", "--bootstrap-resamples", "1000", "--margins", file.toString());

        // then
        JsonNode contrast = all.path("scorer_contrasts").path(0);
        assertThat(all.path("scorer_contrasts")).hasSize(1);
        assertThat(contrast.path("scorer").textValue()).isEqualTo("analogy");
        assertThat(contrast.path("against").textValue()).isEqualTo("shuffled");
        assertThat(contrast.path("same_scale").booleanValue()).isFalse();
        for (String figure : List.of("mean", "t", "p_two_sided")) {
            assertThat(contrast.path("margins").path("overall").path(figure).doubleValue())
                    .isCloseTo(expected.path(figure).doubleValue(), within(1e-9));
        }
        assertThat(contrast.path("standardised").path("overall").path("n").intValue())
                .isEqualTo(expected.path("n").intValue());
        assertThat(table.out()).contains("Contrasts between scorers").contains("the standardised margin is");
    }

    private static final Path GOLDEN = Path.of("../statistics/src/test/resources/golden/contrasts");
    private static final Set<String> ELSEWHERE = Set.of("data", "smallest_detectable_d");

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
                "--against",
                "shuffled",
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

    @Test
    void marginsOfAnotherScaleGiveTheSameFiguresInTheirOwnUnits(@TempDir Path folder) throws IOException {
        // given
        Path hundredfold = folder.resolve("margins.csv");
        Files.write(
                hundredfold,
                Files.readAllLines(GOLDEN.resolve("margins.csv")).stream()
                        .map(AnalyzeContrastsTest::hundredfold)
                        .toList());
        List<String> common = List.of("--method", "analogy", "--format", "json", "--bootstrap-resamples", "1000");

        // when
        JsonNode scaled =
                analyze(common, "--margins", hundredfold.toString(), "--scale", "100", "--smallest-effect", "2");
        JsonNode own =
                analyze(common, "--margins", GOLDEN.resolve("margins.csv").toString(), "--smallest-effect", "0.02");

        // then
        assertThat(scaled.get("scale").asDouble()).isEqualTo(100.0);
        for (String squared : List.of("variance_between_seeds", "variance_between_pairs")) {
            String path = "/variance_components_by_alpha/0.5/" + squared;
            assertThat(scaled.at(path).asDouble()).isEqualTo(1e4 * own.at(path).asDouble(), within(1e-9));
        }
        for (String figure : List.of(
                "/overall/mean",
                "/overall/sd",
                "/overall/median",
                "/overall/ci95_t/0",
                "/overall/bootstrap95_bca/1",
                "/overall/asymp_cs95_lower",
                "/alpha_paired/0.5->0.8/mean",
                "/pair_clustered/overall/standard_error",
                "/pair_clustered/by_category/c0/bootstrap95_bca/0",
                "/overall_categories_fixed/se",
                "/heterogeneity_over_pair_means/prediction_interval95/1",
                "/slope_on_alpha_within_pairs/slope",
                "/cells/c0|0.5/ci95_t/0",
                "/verdicts/by_category_alpha/c0|0.5/mean",
                "/verdicts/by_category_alpha/c0|0.5/smallest_effect")) {
            assertThat(own.at(figure).isNumber()).as(figure).isTrue();
            assertThat(scaled.at(figure).asDouble())
                    .as(figure)
                    .isEqualTo(100 * own.at(figure).asDouble(), within(1e-9));
        }
        for (String figure : List.of(
                "/overall/t",
                "/overall/cohens_d",
                "/cells/c0|0.5/cohens_d_ci95/0",
                "/cells/c0|0.5/p_mean_at_least_smallest_effect",
                "/verdicts/by_category_alpha/c0|0.5/p_does_not_holm")) {
            assertThat(own.at(figure).isNumber()).as(figure).isTrue();
            assertThat(scaled.at(figure).asDouble())
                    .as(figure)
                    .isEqualTo(own.at(figure).asDouble(), within(1e-9));
        }
    }

    @Test
    void aScaleThatIsTooSmallIsNamed(@TempDir Path folder) throws IOException {
        // given
        Path file = folder.resolve("margins.csv");
        Files.writeString(file, "pair_id,category,alpha,seed,margin\np,c,0.5,1,300\n");

        // then
        assertThat(CommandOutcome.of("analyze", "--margins", file.toString()).err())
                .contains("margin 300 is a difference of cosines and must lie in [-2, 2]")
                .contains("--scale 100");
        assertThat(CommandOutcome.of("analyze", "--margins", file.toString(), "--scale", "100")
                        .err())
                .contains("margin 300 over the scale 100 is outside [-2, 2]")
                .contains("choose a larger --scale");
        assertThat(CommandOutcome.of("analyze", "--margins", file.toString(), "--scale", "0")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void ofSeveralMethodsEachIsAnalysedAndContrastedWithTheControl() throws IOException {
        // given
        List<String> common = List.of("--format", "json", "--bootstrap-resamples", "1000");
        String file = GOLDEN.resolve("margins.csv").toString();

        // when
        JsonNode all = analyze(common, "--margins", file);
        JsonNode one = analyze(common, "--margins", file, "--method", "analogy", "--against", "shuffled");
        JsonNode reversed = analyze(common, "--margins", file, "--against", "analogy");

        // then
        assertThat(all.properties()).extracting(Map.Entry::getKey).containsExactly("methods", "contrasts");
        assertThat(all.get("methods").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("analogy", "shuffled");
        assertThat(all.at("/methods/analogy/overall")).isEqualTo(one.get("overall"));
        assertThat(all.at("/contrasts/analogy minus shuffled")).isEqualTo(one.get("contrast_analogy_minus_shuffled"));
        assertThat(all.get("contrasts").size()).isEqualTo(1);
        assertThat(reversed.at("/contrasts/shuffled minus analogy/overall/mean").asDouble())
                .isEqualTo(
                        -one.at("/contrast_analogy_minus_shuffled/overall/mean").asDouble());
    }

    @Test
    void tableAndMarkdownSayWhetherTheMethodBeatsTheControl() {
        // given
        String file = GOLDEN.resolve("margins.csv").toString();
        String claim =
                "the margin is larger under analogy than under shuffled: analogy minus shuffled at alpha 1.0 is +0.0214"
                        + " over 40 pairs, 95 % t interval [+0.0147, +0.0280], p<.001; by category it is shown to be larger in 0 and"
                        + " smaller in 0 of 4 (Holm).";

        // then
        for (String format : List.of("table", "markdown")) {
            CommandOutcome outcome = CommandOutcome.of(
                    "analyze", "--margins", file, "--format", format, "--bootstrap-resamples", "1000");
            assertThat(outcome.err()).isEmpty();
            assertThat(words(outcome.out()))
                    .contains("Contrasts between methods")
                    .contains(words(claim));
            assertThat(outcome.out()).contains("Method analogy").contains("Method shuffled");
        }
    }

    @Test
    void ofSeveralScorersEachHasItsMethods(@TempDir Path folder) throws IOException {
        // given
        Path file = folder.resolve("margins.csv");
        StringBuilder rows = new StringBuilder("pair_id,category,alpha,seed,margin,method,scorer\n");
        for (int pair = 0; pair < 4; pair++) {
            rows.append("p%d,c,1,0,0.%d,lerp,a\np%d,c,1,0,0.1,slerp,a\n".formatted(pair, pair + 1, pair));
            rows.append("p%d,c,1,0,0.2,lerp,b\n".formatted(pair));
        }
        Files.writeString(file, rows);

        // when
        JsonNode all = analyze(List.of("--format", "json"), "--margins", file.toString());

        // then
        assertThat(all.at("/scorers/a/contrasts/slerp minus lerp/overall/n").asInt())
                .isEqualTo(4);
        assertThat(all.at("/scorers/b/overall/n").asInt()).isEqualTo(4);
        assertThat(analyze(List.of("--format", "json"), "--margins", file.toString(), "--scorer", "a")
                        .has("contrasts"))
                .isTrue();
    }

    @Test
    void itemsOfOneMethodAloneAreCountedAndNothingIsMadeOfNoCommonPair(@TempDir Path folder) throws IOException {
        // given
        Path file = folder.resolve("margins.csv");
        Files.writeString(
                file,
                "pair_id,category,alpha,seed,margin,method\np,c,1,0,0.1,lerp\nq,d,1,0,0.2,lerp\nr,d,1,0,0.3,shuffled\n");

        // when
        CommandOutcome outcome = CommandOutcome.of("analyze", "--margins", file.toString(), "--format", "json");
        CommandOutcome table = CommandOutcome.of("analyze", "--margins", file.toString());

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .contains(file
                        + ": lerp minus shuffled leaves out 2 items complete under lerp alone and 1 under shuffled alone; 0"
                        + " are common");
        JsonNode contrast = new ObjectMapper().readTree(outcome.out()).at("/contrasts/lerp minus shuffled");
        assertThat(contrast.get("pairs_without_common_item").asInt()).isEqualTo(3);
        assertThat(contrast.get("overall")).isEqualTo(new ObjectMapper().readTree("{\"n\":0}"));
        assertThat(contrast.get("holm_by_category_alpha").size()).isZero();
        assertThat(words(table.out())).contains("lerp and shuffled have no complete item in common");
    }

    private static String words(String text) {
        return text.replaceAll("\\s+|\u00A0", " ");
    }

    private static JsonNode analyze(List<String> common, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("analyze"));
        all.addAll(List.of(arguments));
        all.addAll(common);
        CommandOutcome outcome = CommandOutcome.of(all.toArray(String[]::new));
        assertThat(outcome.status()).isZero();
        return new ObjectMapper().readTree(outcome.out());
    }

    private static String hundredfold(String line) {
        int margin = line.lastIndexOf(',') + 1;
        return line.startsWith("method")
                ? line
                : line.substring(0, margin)
                        + new BigDecimal(line.substring(margin))
                                .movePointRight(2)
                                .toPlainString();
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
        } else if (expected.isTextual()) {
            assertThat(actual.asText()).as(path).isEqualTo(expected.asText());
        } else {
            double tolerance = path.contains("cohens_d_ci95") ? 1e-6 : 1e-9;
            double value = expected.asDouble();
            assertThat(actual.asDouble()).as(path).isEqualTo(value, within(tolerance * Math.max(1.0, Math.abs(value))));
        }
    }
}
