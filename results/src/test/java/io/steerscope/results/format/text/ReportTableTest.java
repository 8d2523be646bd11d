package io.steerscope.results.format.text;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.GoldenExperiment;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.verdict.VerdictSettings;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTableTest {

    private static final FinalAnalysis GOLDEN = ExperimentReportBuilder.build(
                    GoldenExperiment.design(), GoldenExperiment.scores(), List.of())
            .scorers()
            .get(0)
            .methods()
            .get(0)
            .results();

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 100, 120, 200})
    void everyLineOfTheTableFitsTheTerminal(int width) {
        // when
        String table = ReportTable.render(GOLDEN, width);

        // then
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
        assertThat(table).contains("category-8", "alpha 0.5", "alpha 1.0", "all");
    }

    @Test
    void aTableOf100ColumnsShowsAllAlphasSideBySide() {
        // when
        List<String> lines = ReportTable.render(GOLDEN, 100).lines().toList();

        // then
        assertThat(lines.get(0)).containsSubsequence("alpha 0.5", "alpha 0.8", "alpha 1.0", "all");
        assertThat(lines.get(2)).startsWith("category-1").contains("-0.0505", "4%", "p<.001");
        assertThat(lines).anySatisfy(line -> assertThat(line)
                .startsWith("all")
                .contains("-0.0161", "+0.0041", "+0.0228", "p<.001", "+0.0036", "53%", "p=.076"));
    }

    @Test
    void wideAndCombiningCharactersKeepColumnsAligned() {
        // given
        List<MarginObservation> observations = new ArrayList<>();
        for (String category : List.of("色", "cafe\u0301", "😀 mood", "a category with a very long name indeed")) {
            for (int pair = 0; pair < 4; pair++) {
                observations.add(new MarginObservation(category + pair, category, 1.0, 0, 0.01 * pair));
            }
        }

        // when
        String table = ReportTable.render(
                FinalAnalysis.ofFinished(
                        observations, new SeedRule.Observed(), AnalysisOptions.defaults(), VerdictSettings.defaults()),
                100);

        // then
        assertThat(table.lines()
                        .takeWhile(line -> !line.startsWith("First line"))
                        .filter(line -> line.contains("+0.0150"))
                        .map(DisplayWidth::of))
                .hasSize(5)
                .containsOnly(DisplayWidth.of(table.lines().toList().get(0)));
        assertThat(table).contains("a category with a…");
    }

    @Test
    void anExperimentWithoutScoresSaysSo() {
        // when
        String text =
                ReportTable.render(ExperimentReportBuilder.build(GoldenExperiment.design(), List.of(), List.of()), 100);

        // then
        assertThat(text).contains("Experiment golden", "No image has been scored yet.");
    }
}
