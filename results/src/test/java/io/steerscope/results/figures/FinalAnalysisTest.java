package io.steerscope.results.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.GoldenExperiment;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.verdict.VerdictSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FinalAnalysisTest {

    private static final Path REFERENCE = Path.of("src/test/resources/verdicts/golden.csv");
    private static final Percentage ROUNDING = Percentage.withPercentage(1e-6);

    @Test
    void verdictsAndFiguresByPairOfTheGoldenMarginsAreThoseOfScipy() throws IOException {
        // when
        Experiment design = GoldenExperiment.design();
        design.put("smallestEffect", "0.01");
        JsonNode results = results(ExperimentReportBuilder.build(design, GoldenExperiment.scores(), List.of()));

        // then
        JsonNode verdicts = results.path("verdicts").path("by_category_alpha");
        JsonNode pairs = results.path("pair_clustered");
        Map<String, String> outcomes = new HashMap<>();
        for (String line : reference()) {
            String[] row = line.split(",", -1);
            if (row[1].isEmpty()) {
                JsonNode group = row[0].equals("overall")
                        ? pairs.path("overall")
                        : pairs.path("by_category").path(row[0]);
                close(group.path("mean"), row[2]);
                close(group.path("p_greater"), row[4]);
            } else {
                JsonNode cell = verdicts.path(row[0]);
                outcomes.put(row[0], row[1]);
                assertThat(cell.path("outcome").textValue()).as(row[0]).isEqualTo(row[1]);
                assertThat(cell.path("words").textValue()).startsWith(row[1] + ": ");
                assertThat(cell.path("n").intValue()).isEqualTo(50);
                close(cell.path("mean"), row[2]);
                close(cell.path("smallest_effect"), row[3]);
                close(cell.path("p_works_holm"), row[4]);
                close(cell.path("p_does_not_holm"), row[5]);
            }
        }
        assertThat(outcomes).hasSize(24).containsValues("works", "does not", "undecided");
        assertThat(verdicts.properties()).hasSize(24);
        assertThat(pairs.path("overall").path("clusters").intValue()).isEqualTo(400);
        assertThat(pairs.path("primary").booleanValue()).isTrue();
        assertThat(results.path("verdicts").path("rule").path("family")).hasSize(24);
        assertThat(results.path("verdicts").path("rule").path("method").textValue())
                .isEqualTo("fixed_n_t_test");
    }

    @Test
    void finishedMarginsWithoutADesignAreJudgedAlike() throws IOException {
        // given
        List<MarginObservation> observations = new ArrayList<>();
        GoldenExperiment.scores()
                .forEach(score -> observations.add(new MarginObservation(
                        score.getIdentity().getPairId(),
                        score.getCategory(),
                        score.getIdentity().getAlpha(),
                        score.getIdentity().getSeed(),
                        score.getMargin())));
        observations.add(observations.get(0));

        // when
        FinalAnalysis found = FinalAnalysis.ofFinished(
                observations, new SeedRule.Observed(), AnalysisOptions.defaults(), VerdictSettings.defaults());

        // then
        FinalAnalysis designed = ExperimentReportBuilder.build(
                        GoldenExperiment.design(), GoldenExperiment.scores(), List.of())
                .scorers()
                .get(0)
                .methods()
                .get(0)
                .results();
        assertThat(found.toMap()).isEqualTo(designed.toMap());
    }

    @Test
    void anUnfinishedExperimentIsJudgedByConfidenceSequencesAndMakesNoClaimOverAll() throws IOException {
        // given
        List<MarginScore> scores = GoldenExperiment.scores();

        // when
        ReportDocument report = ExperimentReportBuilder.build(
                GoldenExperiment.design(), scores.subList(0, scores.size() - 1), List.of());

        // then
        assertThat(results(report).path("verdicts").path("rule").path("method").textValue())
                .isEqualTo("t_sequence");
        assertThat(ReportMarkdown.render(report)).contains("not finished", "has not been judged at its planned n");
    }

    @Test
    void cellsThatWereNeverScoredBelongToTheFamily() throws IOException {
        // given
        List<MarginScore> colours = ToyExperiment.scores().stream()
                .filter(score -> score.getCategory().equals("colour"))
                .toList();

        // when
        JsonNode verdicts = results(ExperimentReportBuilder.build(ToyExperiment.design(), colours, List.of()))
                .path("verdicts");

        // then
        assertThat(verdicts.path("rule").path("family")).hasSize(4);
        assertThat(verdicts.path("by_category_alpha")
                        .path("size / count|0.5")
                        .path("outcome")
                        .textValue())
                .isEqualTo("undecided");
    }

    @Test
    void cellsThatPlanOneItemHaveNoVerdict() throws IOException {
        // given
        Experiment design = ToyExperiment.design("small", 1, ToyExperiment.CATEGORIES, ToyExperiment.ALPHAS);

        // when
        ReportDocument report = ExperimentReportBuilder.build(design, ToyExperiment.scores(design), List.of());

        // then
        StringBuilder html = new StringBuilder();
        ReportHtml.write(report, identity -> Optional.empty(), html);
        assertThat(results(report).path("verdicts").path("by_category_alpha")).isEmpty();
        assertThat(html.toString()).contains("No cell of category and alpha has a verdict");
        assertThat(ReportMarkdown.render(report)).contains("No cell of category and alpha has a verdict");
        assertThat(ReportTable.render(report, 100)).contains("No cell of category and alpha has a verdict");
    }

    @Test
    void theHeadlineIsOverThePairsOfTheCategoriesAtTheLargestAlpha() {
        // given
        Experiment one = ToyExperiment.design("one", 3, ToyExperiment.CATEGORIES, List.of(1.0));

        // when
        String several = headline(
                ExperimentReportBuilder.build(GoldenExperiment.design(), GoldenExperiment.scores(), List.of()));
        String single = headline(ExperimentReportBuilder.build(one, ToyExperiment.scores(one), List.of()));

        // then
        assertThat(several)
                .contains("leaves images closer to their target than to their source on average")
                .contains("mean margin at alpha 1.0 over 400 pairs of these 8 categories, weighted by their pairs")
                .contains("95\u00A0% interval [", "(t, standard error by category), p<.001", "of 400 items")
                .contains(
                        "Of 24 cells of category and alpha it works in 9 and the mean is below 0 in 8; in 7 no effect is shown.");
        assertThat(single).contains("mean margin at alpha 1.0 over 6 pairs of these 2 categories");
    }

    private static String headline(ReportDocument report) {
        ScorerReport scorer = report.scorers().get(0);
        return Finding.sentences(scorer, scorer.methods().get(0));
    }

    private static JsonNode results(ReportDocument report) throws IOException {
        return new ObjectMapper()
                .readTree(ReportJson.write(report))
                .path("scorers")
                .path(0)
                .path("methods")
                .path("analogy");
    }

    private static List<String> reference() throws IOException {
        List<String> lines = Files.readAllLines(REFERENCE);
        return lines.subList(1, lines.size());
    }

    private static void close(JsonNode actual, String expected) {
        double value = Double.parseDouble(expected);
        assertThat(actual.isNumber()).isTrue();
        if (value > 1.0 - 1e-9) {
            assertThat(actual.doubleValue()).isCloseTo(value, within(1e-9));
        } else {
            assertThat(actual.doubleValue()).isCloseTo(value, ROUNDING);
        }
    }
}
