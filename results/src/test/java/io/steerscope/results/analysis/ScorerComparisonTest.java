package io.steerscope.results.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import io.steerscope.statistics.analysis.IntervalVerdict;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(method.comparedVerdicts()).isEqualTo((8 + 1) * (3 + 1));
        assertThat(method.differingVerdicts())
                .contains(new ScorerComparison.VerdictDifference(
                        "category-1", null, IntervalVerdict.BELOW, IntervalVerdict.ABOVE))
                .allMatch(difference ->
                        difference.category() == null || difference.category().equals("category-1"));
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
        assertThat(method.path("verdicts").path("compared").intValue()).isEqualTo(36);
        assertThat(method.path("verdicts").path("differing").toString())
                .contains("{\"category\":\"category-1\",\"first\":\"below\",\"second\":\"above\"}");
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
    void thePageShowsBothScorersInOnePlotAndWhereTheyDiffer() throws IOException {
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
                        "≠  α",
                        "Intervals lie differently (above 0, below it or holding it) in ",
                        "1,200")
                .doesNotContain("NaN", "null", "<script");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 74, 100, 120})
    void everyLineOfTheTableFitsTheTerminal(int width) {
        // when
        String table = ReportTable.render(GOLDEN, width);

        // then
        assertThat(table)
                .contains("Scorers side by side", "analogy: clip-c and clip-d", "Intervals lie differently")
                .containsPattern("category-1.* all .*below 0.*above 0");
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
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
