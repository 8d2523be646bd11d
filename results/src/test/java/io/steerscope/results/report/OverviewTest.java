package io.steerscope.results.report;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.MethodsExperiment;
import io.steerscope.results.StoppedToy;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.HeatMap;
import io.steerscope.results.document.HeatMap.Sign;
import io.steerscope.results.document.HeatMap.Value;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.verdict.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class OverviewTest {

    @Test
    void theMapHoldsTheMeansAndVerdictsOfTheAnalysis() {
        // given
        ReportDocument report =
                ExperimentReportBuilder.build(GoldenExperiment.design(), GoldenExperiment.scores(), List.of());
        FinalAnalysis results = report.scorers().get(0).methods().get(0).results();

        // when
        HeatMap map = maps(report).get(0);

        // then
        assertThat(map.rows()).hasSize(9).last().isEqualTo("All");
        assertThat(map.groups()).singleElement().satisfies(group -> {
            assertThat(group.name()).isEqualTo("analogy");
            assertThat(group.columns()).extracting(HeatMap.Column::label).containsExactly("α 0.5", "α 0.8", "α 1.0");
        });
        results.verdicts().byCell().forEach((cell, verdict) -> {
            Value value = value(map, cell);
            assertThat(value.value())
                    .isEqualTo(results.items().byCategoryAlpha().get(cell).mean());
            assertThat(value.outcome().sign() == Sign.TICK).isEqualTo(verdict instanceof Verdict.Works);
        });
        assertThat(value(map, new CategoryAlpha("All", 1.0)))
                .isEqualTo(new Value(results.headline().mean(), null));
        assertThat(map.groups().get(0).columns())
                .flatExtracting(HeatMap.Column::values)
                .filteredOn(value -> value.outcome() != null)
                .extracting(value -> value.outcome().words())
                .contains("works", "below 0", "no effect shown");
    }

    @Test
    void decisionsAreTheVerdictsOfAStoppedExperimentAndNothingIsSaidOfAllCategories() {
        // given
        ReportDocument report = new StoppedToy("analogy").report();

        // when
        HeatMap map = maps(report).get(0);

        // then
        assertThat(map.rows()).containsExactlyElementsOf(ToyExperiment.CATEGORIES);
        assertThat(value(map, new CategoryAlpha("colour", 0.5)).outcome().sign())
                .isEqualTo(Sign.TICK);
        assertThat(value(map, new CategoryAlpha("size / count", 0.5)).outcome().sign())
                .isEqualTo(Sign.CROSS);
        assertThat(value(map, new CategoryAlpha("size / count", 1.0)).outcome().sign())
                .isEqualTo(Sign.QUESTION);
    }

    @Test
    void alignmentsHaveOneWayColoursAndNoVerdicts() {
        // given
        ReportDocument report = ExperimentReportBuilder.build(
                ImageExperiment.design(Measure.ALIGNMENT), ImageExperiment.scores(Measure.ALIGNMENT), List.of());

        // when
        HeatMap map = maps(report).get(0);

        // then
        assertThat(map.isAroundZero()).isFalse();
        assertThat(map.groups())
                .flatExtracting(HeatMap.Group::columns)
                .flatExtracting(HeatMap.Column::values)
                .isNotEmpty()
                .allSatisfy(value -> {
                    assertThat(value.outcome()).isNull();
                    assertThat(value.value()).isBetween(-100.0, 100.0);
                });
    }

    @Test
    void everyScorerHasAMapAndEveryMethodALine() {
        // given
        Experiment design = MethodsExperiment.design("analogy", "lerp", "shuffled");
        List<MarginScore> scores = new ArrayList<>(MethodsExperiment.scores(design));
        scores.addAll(ToyExperiment.scoresBy("other", scores, score -> -score.getMargin()));
        ReportDocument report = ExperimentReportBuilder.build(design, scores, List.of());

        // when
        ReportSections sections = ReportSections.of(report);

        // then
        assertThat(maps(report)).hasSize(2);
        assertThat(MethodLine.of(report, sections))
                .hasSize(6)
                .extracting(MethodLine::words)
                .filteredOn(words -> words.contains("lerp minus shuffled at α 1.0: "))
                .hasSize(2);
    }

    @Test
    void withoutScoresThereIsNoMapAndNoLine() {
        // given
        ReportDocument report = ExperimentReportBuilder.build(ToyExperiment.design(), List.of(), List.of());

        // when
        ReportSections sections = ReportSections.of(report);

        // then
        assertThat(sections.overview().isEmpty()).isTrue();
        assertThat(MethodLine.of(report, sections)).isEmpty();
        assertThat(sections.all()).isEmpty();
    }

    private static List<HeatMap> maps(ReportDocument report) {
        return ReportSections.of(report).overview().blocks().stream()
                .map(block -> (HeatMap) ((Figure) block).chart())
                .toList();
    }

    private static Value value(HeatMap map, CategoryAlpha cell) {
        return map.groups().get(0).columns().stream()
                .filter(column -> column.label().equals("α " + cell.alpha()))
                .findFirst()
                .orElseThrow()
                .values()
                .get(map.rows().indexOf(cell.category()));
    }
}
