package io.steerscope.results.format.markdown;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.GoldenExperiment;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;

class ReportMarkdownTest {

    @Test
    void theReportNamesMethodLevelFamilyAndNOfItsFigures() throws IOException {
        // when
        String markdown = ReportMarkdown.render(
                ExperimentReportBuilder.build(GoldenExperiment.design(), GoldenExperiment.scores(), List.of()));

        // then
        Files.writeString(Path.of("target", "report-sample.md"), markdown);
        assertThat(markdown)
                .startsWith("# Experiment golden\n")
                .contains("Level 95\u00A0%. Family: the 24 cells of category and alpha. n = 50 items in each.")
                .contains("Holm adjusts p over the family of 8 categories")
                .contains("95\u00A0% t interval")
                .contains("| **All** | +0.0036 |", "p=.076 | 400 |", "p=.005 | 1,200 | 53\u00A0% |")
                .contains("no effect shown (above 0: ", "below 0 (above 0: p>.999; effects above -", "excluded)")
                .doesNotContain("NaN", "null", "\r")
                .endsWith("|\n");
    }

    @Test
    void everyRowOfATableHasTheColumnsOfItsHeader() {
        // given
        List<MarginScore> scores = new ArrayList<>(GoldenExperiment.scores());
        scores.addAll(ToyExperiment.scoresBy("clip-d", GoldenExperiment.scores(), score -> -score.getMargin()));

        // when
        List<String> lines = ReportMarkdown.render(
                        ExperimentReportBuilder.build(GoldenExperiment.design(), scores, List.of()))
                .lines()
                .toList();

        // then
        int columns = 0;
        for (String line : lines) {
            if (!line.startsWith("|")) {
                columns = 0;
                continue;
            }
            int found = line.replace("\\|", "").split("\\|", -1).length;
            columns = columns == 0 ? found : columns;
            assertThat(found).as(line).isEqualTo(columns);
        }
        assertThat(lines).anyMatch(line -> line.startsWith("### analogy: clip-c and clip-d"));
    }

    @Test
    void textOfOthersStaysText() {
        // given
        Experiment design = ToyExperiment.design("toy", 3, List.of("a|b\n<b>*c*", "[x](y)", "d"), ToyExperiment.ALPHAS);

        // when
        String markdown =
                ReportMarkdown.render(ExperimentReportBuilder.build(design, ToyExperiment.scores(design), List.of()));

        // then
        assertThat(markdown).contains("| [x\\](y) |", "| a\\|b \\<b>\\*c\\* |").doesNotContain(" <b>");
    }

    @Test
    void orderDoesNotShowInTheReport() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        String expected =
                ReportMarkdown.render(ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of()));

        // when
        Collections.shuffle(scores, new Random(3));

        // then
        assertThat(ReportMarkdown.render(ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of())))
                .isEqualTo(expected);
    }

    @Test
    void anExperimentWithoutScoresSaysSo() {
        // when
        String markdown =
                ReportMarkdown.render(ExperimentReportBuilder.build(ToyExperiment.design(), List.of(), List.of()));

        // then
        assertThat(markdown).contains("No image has been scored yet.", "not finished");
    }
}
