package io.steerscope.results.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.text.DisplayWidth;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.GoldenExperiment;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.interval.Interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScorerComparisonTest {

    private static final ReportDocument GOLDEN = goldenUnderTwo();

    @Test
    void aScorerThatTurnsOneCategoryAroundDiffersThere() {
        // when
        ScorerComparison comparison = comparisons(GOLDEN).get(0);
        ScorerComparison.MethodComparison method = comparison.methods().get(0);

        // then
        assertThat(comparisons(GOLDEN)).hasSize(1);
        assertThat(comparison.firstScorer()).isEqualTo("clip-c");
        assertThat(comparison.secondScorer()).isEqualTo("clip-d");
        assertThat(method.agreement().overall().n()).isEqualTo(1200);
        assertThat(method.agreement().byCategory().get("category-1").spearman()).isEqualTo(-1.0);
        assertThat(method.agreement().byCategory().get("category-2").spearman()).isEqualTo(1.0);
        assertThat(method.agreement().byCategory().get("category-2").signs().kappa())
                .isEqualTo(1.0);
        assertThat(method.contrast().isSameScale()).isFalse();
        PairedContrast standardised =
                Objects.requireNonNull(method.contrast().standardised()).contrast();
        assertThat(interval(standardised, "category-1").high()).isNegative();
        assertThat(standardised.holmTwoSided()).hasSize(3);
        for (int category = 2; category <= 8; category++) {
            ContrastFigures same =
                    Objects.requireNonNull(standardised.byCategory().get("category-" + category));
            assertThat(same.mean()).isEqualTo(0.0, within(1e-9));
            assertThat(same.interval()).isNull();
        }
    }

    @Test
    void theMarginsOfOneBundleInTwoTypesAreContrastedAsTheyAre() throws IOException {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        scores.addAll(ToyExperiment.scoresBy(
                "clip-c-bfloat16",
                ToyExperiment.scores(),
                score -> score.getMargin() - (score.getIdentity().getPairId().endsWith("0") ? 0.25 : 0.125)));

        // when
        ReportDocument report = ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of());

        // then
        JsonNode contrast =
                new ObjectMapper().readTree(ReportJson.write(report)).at("/comparisons/0/methods/analogy/contrast");
        assertThat(contrast.path("scorer").textValue()).isEqualTo("clip-c");
        assertThat(contrast.path("against").textValue()).isEqualTo("clip-c-bfloat16");
        assertThat(contrast.path("same_scale").booleanValue()).isTrue();
        assertThat(contrast.has("standardised")).isFalse();
        assertThat(contrast.at("/margins/overall/mean").doubleValue()).isBetween(0.125, 0.25);
        assertThat(contrast.at("/margins/overall").has("sign_flip_p_two_sided")).isTrue();
        assertThat(contrast.at("/margins/items_of_one_scorer_only").toString()).isEqualTo("[0,0]");
        assertThat(ReportTable.render(report, 200))
                .contains("Of analogy, the margin is larger under clip-c than under clip-c-bfloat16");
    }

    @Test
    void theJsonHoldsTheComparisonUnderItsNames() throws IOException {
        // when
        JsonNode comparison = new ObjectMapper()
                .readTree(ReportJson.write(GOLDEN))
                .path("comparisons")
                .path(0);

        // then
        JsonNode method = comparison.path("methods").path("analogy");
        assertThat(comparison.path("scorers").toString()).isEqualTo("[\"clip-c\",\"clip-d\"]");
        assertThat(method.path("overall").path("n").intValue()).isEqualTo(1200);
        assertThat(method.path("overall").has("same_sign")).isTrue();
        assertThat(method.path("overall").has("cohens_kappa")).isTrue();
        assertThat(method.path("overall").has("kendall_tau_b")).isTrue();
        assertThat(method.path("by_alpha").properties()).hasSize(3);
        assertThat(method.path("by_category").properties()).hasSize(8);
        assertThat(method.has("verdicts")).isFalse();
        JsonNode contrast = method.path("contrast");
        assertThat(contrast.path("same_scale").booleanValue()).isFalse();
        assertThat(contrast.path("finished").booleanValue()).isTrue();
        assertThat(contrast.path("claim").textValue()).contains("clip-c minus clip-d at alpha");
        assertThat(contrast.at("/margins/by_category_alpha").properties()).hasSize(24);
        assertThat(contrast.at("/standardised/sd_of_items")).hasSize(2);
        assertThat(contrast.at("/standardised/by_category/category-1/ci95_t/1").doubleValue())
                .isNegative();
        assertThat(contrast.at("/standardised/overall").has("sign_flip_p_two_sided"))
                .isFalse();
    }

    @Test
    void itemsCompleteUnderOneScorerAloneAreCounted() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        List<MarginScore> others = ToyExperiment.scoresBy("clip-d", scores, MarginScore::getMargin);
        scores.addAll(others.subList(1, others.size() - 3));

        // when
        ReportDocument report = ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of());

        // then
        ScorerComparison.MethodComparison method =
                comparisons(report).get(0).methods().get(0);
        assertThat(method.agreement().onlyFirst()).isEqualTo(2);
        assertThat(method.agreement().onlySecond()).isZero();
        assertThat(method.agreement().overall().n()).isEqualTo(10);
        assertThat(method.agreement().overall().signs().share()).isEqualTo(1.0);
        assertThat(ReportTable.render(report, 200))
                .contains("they are complete under one of them alone: 2 under clip-c, 0 under clip-d.");
    }

    @Test
    void everyTwoOfThreeScorersAreCompared() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        scores.addAll(ToyExperiment.scoresBy("clip-a", ToyExperiment.scores(), score -> -score.getMargin()));
        scores.addAll(ToyExperiment.scoresBy("clip-b", ToyExperiment.scores(), score -> 0.25));

        // when
        ReportDocument report = ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of());

        // then
        assertThat(comparisons(report).stream()
                        .map(comparison -> comparison.firstScorer() + " " + comparison.secondScorer()))
                .containsExactly("clip-a clip-b", "clip-a clip-c", "clip-b clip-c");
        assertThat(comparisons(report)
                        .get(0)
                        .methods()
                        .get(0)
                        .agreement()
                        .overall()
                        .spearman())
                .isNull();
        assertThat(ReportJson.write(report)).doesNotContain("NaN");
    }

    @Test
    void oneScorerIsComparedWithNone() throws IOException {
        // given
        ReportDocument report =
                ExperimentReportBuilder.build(ToyExperiment.design(), ToyExperiment.scores(), List.of());
        StringBuilder html = new StringBuilder();

        // when
        ReportHtml.write(report, identity -> Optional.empty(), html);

        // then
        assertThat(comparisons(report)).isEmpty();
        assertThat(html.toString()).doesNotContain("side by side");
        assertThat(ReportTable.render(report, 100)).doesNotContain("side by side");
    }

    @Test
    void thePageShowsBothScorersInOnePlotAndTheirContrast() throws IOException {
        // given
        StringBuilder html = new StringBuilder();

        // when
        ReportHtml.write(GOLDEN, identity -> Optional.empty(), html);

        // then
        Files.writeString(Path.of("target", "report-two-scorers.html"), html);
        assertThat(html.toString())
                .contains(
                        "Scorers side by side",
                        "est series-1",
                        "est open series-2",
                        "Of analogy, ",
                        "The scales differ: margins are divided by the standard deviation of the common items within cells",
                        "1,200")
                .doesNotContain("NaN", "null", "<script", "≠", "lie differently");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 74, 100, 120})
    void everyLineOfTheTableFitsTheTerminal(int width) {
        // when
        String table = ReportTable.render(GOLDEN, width);

        // then
        assertThat(table).contains("Scorers side by side", "analogy: clip-c and clip-d", "clip-c minus clip-d");
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
    }

    private static Interval interval(PairedContrast contrast, String category) {
        return Objects.requireNonNull(
                Objects.requireNonNull(contrast.byCategory().get(category)).interval());
    }

    private static List<ScorerComparison> comparisons(ReportDocument report) {
        return Agreement.among(report.analyses());
    }

    private static ReportDocument goldenUnderTwo() {
        List<MarginScore> scores = new ArrayList<>(GoldenExperiment.scores());
        scores.addAll(ToyExperiment.scoresBy(
                "clip-d",
                GoldenExperiment.scores(),
                score -> (score.getCategory().equals("category-1") ? -0.5 : 0.5) * score.getMargin()));
        return ExperimentReportBuilder.build(GoldenExperiment.design(), scores, List.of());
    }
}
