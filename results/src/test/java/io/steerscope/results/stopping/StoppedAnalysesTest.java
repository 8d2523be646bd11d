package io.steerscope.results.stopping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.results.Edited;
import io.steerscope.results.StoppedToy;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.analysis.Embeddings;
import io.steerscope.results.comparison.ComparisonChoice;
import io.steerscope.results.comparison.RunComparison;
import io.steerscope.results.comparison.RunComparisonFields;
import io.steerscope.results.comparison.RunComparisonSections;
import io.steerscope.results.comparison.RunSide;
import io.steerscope.results.format.json.DecisionsCsv;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.StoppingDesign;

import static org.assertj.core.api.Assertions.assertThat;

class StoppedAnalysesTest {

    private final StoppedToy toy = new StoppedToy("analogy", "lerp");

    @Test
    void methodsAndScorersAreContrastedCellByCell() throws IOException {
        // given
        List<MarginScore> scores = new ArrayList<>(toy.scores());
        scores.addAll(ToyExperiment.scoresBy("clip-d", toy.scores(), score -> score.getMargin() + 0.05));

        // when
        ReportDocument report = toy.report(scores, List.of());
        JsonNode json = new ObjectMapper().readTree(ReportJson.write(report));

        // then
        JsonNode contrast = json.path("contrasts").path(0);
        assertThat(contrast.has("overall")).isFalse();
        assertThat(contrast.path("by_alpha")).isEmpty();
        assertThat(contrast.path("by_category_alpha")).hasSize(4);
        assertThat(contrast.path("claim").textValue())
                .startsWith(
                        "Judged by clip-c, of 4 cells of category and alpha the margin is shown to be larger under lerp");
        JsonNode agreement = json.path("comparisons").path(0).path("methods").path("lerp");
        assertThat(agreement.path("overall").path("n").intValue()).isPositive();
        assertThat(agreement.toString()).doesNotContain("wilson", "ci95", "cohens_d");
        assertThat(ReportTable.render(report, 112))
                .doesNotContain("Wilson interval;")
                .doesNotContainPattern("\nAll +[01]\\.");
    }

    @Test
    void aWholeRunIsComparedWithAStoppedOneCellByCell() {
        // given
        Experiment whole = Edited.without(toy.design(), "stop");
        List<MarginScore> all = new ArrayList<>();
        toy.scores().forEach(score -> all.add(ToyExperiment.corrected(score, score.getMargin() - 0.2)));
        ReportDocument report = ExperimentReportBuilder.build(whole, all, List.of());

        // when
        RunComparison comparison = RunComparison.of(
                RunSide.of("whole", report),
                RunSide.of("stopped", toy.report()),
                new ComparisonChoice(null, null, null, 3));

        // then
        Map<String, Object> fields = RunComparisonFields.of(comparison);
        JsonNode json = new ObjectMapper().valueToTree(fields);
        assertThat(json.path("a").has("stops_when_decided")).isFalse();
        assertThat(json.path("b").path("stops_when_decided").booleanValue()).isTrue();
        assertThat(json.path("contrasts").path(0).path("margins").has("overall"))
                .isFalse();
        assertThat(RunComparisonSections.claims(comparison))
                .first()
                .asString()
                .contains(
                        "of 4 cells of category and alpha the margin is shown to be larger in stopped than in whole in");
        assertThat(RunComparisonSections.of(comparison).toString())
                .contains("Cells of stopped were stopped when they were decided")
                .contains("when decided by clip-c");
    }

    @Test
    void aCellThatAnotherScorerHasNotDecidedGoesOn() throws IOException {
        // given
        StoppingDesign both = new StoppingDesign(0.95, 4, 5, List.of(ToyExperiment.SCORER, "clip-d"));
        Experiment design = Edited.with(toy.design(), "stop", both);

        // when
        ReportDocument report = ExperimentReportBuilder.build(
                design,
                toy.scores(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                toy.decisions(),
                Embeddings.NONE);

        // then
        assertThat(ReportTable.render(report, 112)).contains("goes on for clip-d");
        JsonNode cells = new ObjectMapper()
                .readTree(ReportJson.write(report))
                .path("stopping")
                .path("cells");
        assertThat(cells).isNotEmpty().allSatisfy(cell -> assertThat(
                        cell.path("stopped").booleanValue())
                .isFalse());
    }

    @Test
    void moreThanThePlannedPairsAreCountedApart() throws IOException {
        // given
        Experiment design = toy.design();
        design.getCategories().forEach(category -> category.put("plannedPairs", StoppedToy.PAIRS / 2));

        // when
        JsonNode report = new ObjectMapper().readTree(ReportJson.write(toy.report()));

        // then
        JsonNode images = report.path("stopping").path("images");
        assertThat(images.path("most").intValue())
                .isEqualTo(2 * images.path("planned").intValue());
        assertThat(report.path("experiment")
                        .path("stop")
                        .path("planned_pairs_by_category")
                        .path("colour")
                        .intValue())
                .isEqualTo(StoppedToy.PAIRS / 2);
        assertThat(ReportTable.render(toy.report(), 112)).contains("Of 360 planned images, at most 720,");
    }

    @Test
    void decisionsAreATableOfTheirOwn() throws IOException {
        // given
        StringBuilder csv = new StringBuilder();

        // when
        DecisionsCsv.write(toy.report().stopping(), csv);

        // then
        List<String> lines = csv.toString().lines().toList();
        assertThat(lines).hasSize(1 + 8);
        assertThat(lines.get(0)).startsWith("category,method,alpha,scorer,outcome,stopped,planned_items");
        assertThat(lines.get(1)).startsWith("colour,analogy,0.5,clip-c,works,true,30,");
        assertThat(lines.get(4)).isEqualTo("size / count,analogy,1.0,clip-c,undecided,false,30,30,,,,,,,");
    }
}
