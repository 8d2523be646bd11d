package io.steerscope.results.report;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.format.json.MarginsCsv;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ExperimentReportTest {

    @Test
    void theReportOfTheGoldenMarginsHoldsThePublishedFigures() throws IOException {
        // given
        JsonNode expected = GoldenExperiment.expected();

        // when
        String json = ReportJson.write(
                ExperimentReportBuilder.build(GoldenExperiment.design(), GoldenExperiment.scores(), List.of()));

        // then
        JsonNode report = new ObjectMapper().readTree(json);
        JsonNode analysis = report.path("scorers").path(0).path("methods").path("analogy");
        assertThat(report.path("complete").booleanValue()).isTrue();
        assertThat(analysis.path("unit").textValue())
                .isEqualTo(expected.path("unit").textValue());
        for (String field : List.of("mean", "sd", "t", "p_greater", "success_rate", "anytime_p_greater")) {
            assertThat(analysis.path("overall").path(field).doubleValue())
                    .as(field)
                    .isCloseTo(expected.path("overall").path(field).doubleValue(), within(1e-9));
        }
        expected.path("by_category_alpha").properties().forEach(cell -> assertThat(analysis.path("by_category_alpha")
                        .path(cell.getKey())
                        .path("mean")
                        .doubleValue())
                .as(cell.getKey())
                .isCloseTo(cell.getValue().path("mean").doubleValue(), within(1e-12)));
        assertThat(analysis.path("holm_by_category").path("category-3").doubleValue())
                .isCloseTo(expected.path("holm_by_category").path("category-3").doubleValue(), within(1e-20));
    }

    @Test
    void orderAndClockTimesDoNotShowInTheReport() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        String expected = json(scores);

        // when
        Collections.shuffle(scores, new Random(1));
        scores.forEach(score -> score.put("scoredAt", Instant.ofEpochMilli(99)));

        // then
        assertThat(json(scores)).isEqualTo(expected).endsWith("}\n").doesNotContain("\r", "NaN");
    }

    @Test
    void aPairOfTwoCategoriesCountsUnderThatOfMostOfItsScores() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        MarginScore first = scores.remove(0);
        String whole = json(scores);
        scores.add(0, ToyExperiment.score(first.getIdentity(), ToyExperiment.SCORER, "size / count", 0.01));

        // when
        ReportDocument report = ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of());

        // then
        assertThat(report.scorers().get(0).unexpectedScores()).isEqualTo(1);
        assertThat(ReportJson.write(report).replace("\"unexpected_scores\": 1", "\"unexpected_scores\": 0"))
                .isEqualTo(whole);
    }

    @Test
    void failuresAreToldWithTheirReasons() throws IOException {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        Identity failed = scores.remove(0).getIdentity();

        // when
        ReportDocument report = ExperimentReportBuilder.build(
                ToyExperiment.design(),
                scores,
                List.of(
                        ToyExperiment.failure(failed, null),
                        ToyExperiment.failure(scores.get(1).getIdentity(), null)));

        // then
        JsonNode json = new ObjectMapper().readTree(ReportJson.write(report));
        assertThat(report.isComplete()).isTrue();
        assertThat(json.path("failures").path("count").intValue()).isEqualTo(1);
        assertThat(json.path("failures").path("listed").path(0).path("image").textValue())
                .isEqualTo("toy/c0-p0/analogy/0.5/0");
        assertThat(json.path("failures").path("listed").path(0).path("error").textValue())
                .isEqualTo("the image is black");
        assertThat(json.path("scorers")
                        .path(0)
                        .path("completeness")
                        .path("failed")
                        .intValue())
                .isEqualTo(1);
        assertThat(json.path("scorers")
                        .path(0)
                        .path("methods")
                        .path("analogy")
                        .path("incomplete_items")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void scoresOutsideTheDesignAreCountedAndLeftOut() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        Identity stray = new Identity(ToyExperiment.ID, "c0-p0", "analogy", 0.5, 99L);
        scores.add(ToyExperiment.score(stray, ToyExperiment.SCORER, "colour", 1.9));

        // when
        ScorerReport scorer = ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of())
                .scorers()
                .get(0);

        // then
        assertThat(scorer.unexpectedScores()).isEqualTo(1);
        assertThat(scorer.completeness()).isEqualTo(new Completeness(36, 36, 0));
        assertThat(scorer.methods().get(0).scores()).hasSize(36);
    }

    @Test
    void unsteeredImagesCountAsScoredAndChangeNoFigure() throws IOException {
        // given
        Experiment plain = ToyExperiment.design();
        Experiment design = ToyExperiment.withBaseline(plain, "source,target");
        List<MarginScore> unsteered = ToyExperiment.unsteered(design);
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores(plain));
        scores.addAll(unsteered);
        Collections.shuffle(scores, new Random(3));

        // when
        ReportDocument report = ExperimentReportBuilder.build(design, scores, List.of());

        // then
        ScorerReport scorer = report.scorers().get(0);
        assertThat(report.isComplete()).isTrue();
        assertThat(scorer.completeness()).isEqualTo(new Completeness(36 + unsteered.size(), 36 + unsteered.size(), 0));
        assertThat(scorer.unexpectedScores()).isZero();
        assertThat(scorer.unsteered()).containsExactlyInAnyOrderElementsOf(unsteered);
        JsonNode figures = new ObjectMapper().readTree(ReportJson.write(report));
        JsonNode before = new ObjectMapper().readTree(json(ToyExperiment.scores(plain)));
        assertThat(figures.path("experiment").path("baseline").textValue()).isEqualTo("source,target");
        assertThat(before.path("experiment").has("baseline")).isFalse();
        assertThat(figures.path("scorers").path(0).path("methods"))
                .isNotEmpty()
                .isEqualTo(before.path("scorers").path(0).path("methods"));
    }

    @Test
    void unsteeredImagesThatTheDesignDoesNotAskForAreOutsideIt() {
        // given
        Experiment both = ToyExperiment.withBaseline(ToyExperiment.design(), "source,target");
        Experiment design = ToyExperiment.withBaseline(ToyExperiment.design(), "source");
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        scores.addAll(ToyExperiment.unsteered(both));

        // when
        ScorerReport scorer = ExperimentReportBuilder.build(design, scores, List.of())
                .scorers()
                .get(0);

        // then
        int ofTarget = ToyExperiment.unsteered(both).size() / 2;
        assertThat(scorer.unexpectedScores()).isEqualTo(ofTarget);
        assertThat(scorer.unsteered()).hasSize(ofTarget);
    }

    @Test
    void aScorerStillAtWorkIsNotPartOfTheFinishedReport() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        MarginScore first = scores.get(0);
        scores.add(ToyExperiment.score(first.getIdentity(), "clip-a", first.getCategory(), 0.1));

        // when
        ReportDocument report = ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of());

        // then
        assertThat(report.isComplete()).isFalse();
        assertThat(ReportJson.write(report.finished())).isEqualTo(json(ToyExperiment.scores()));
    }

    @Test
    void marginsAreWrittenInOneOrderWithQuotesWhereNeeded() throws IOException {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        scores.get(0).put("target", "a \"blue\" car, parked");
        Collections.shuffle(scores, new Random(2));
        StringBuilder csv = new StringBuilder();

        // when
        MarginsCsv.write(ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of()), csv);

        // then
        List<String> lines = csv.toString().lines().toList();
        assertThat(lines).hasSize(37);
        assertThat(lines.get(0)).isEqualTo("pair_id,category,source,target,alpha,seed,margin,method,scorer,shift");
        assertThat(lines.get(1)).startsWith("c0-p0,colour,a red car,\"a \"\"blue\"\" car, parked\",0.5,0,");
        MarginScore first = ToyExperiment.scores().get(0);
        String[] fields = lines.get(1).split(",", -1);
        int last = fields.length - 2;
        assertThat(fields[fields.length - 1]).as("there is no source image").isEmpty();
        assertThat(Double.parseDouble(fields[last - 2])).isEqualTo(first.getMargin());
        assertThat(fields[last - 1]).isEqualTo(first.getIdentity().getMethod());
        assertThat(fields[last]).isEqualTo(first.getScorerId());
    }

    @Test
    void aShiftIsTheMarginLessThatOfTheSourceImageOfTheSamePairSeedAndScorer() throws IOException {
        // given
        Experiment design = ToyExperiment.withBaseline(ToyExperiment.design(), "source,target");
        List<MarginScore> unsteered = new ArrayList<>(ToyExperiment.unsteered(design));
        MarginScore failed = unsteered.remove(0);
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        scores.addAll(unsteered);
        scores.addAll(ToyExperiment.scoresBy("other", ToyExperiment.scores(), MarginScore::getMargin));
        ReportDocument report = ExperimentReportBuilder.build(design, scores, List.of());
        StringBuilder margins = new StringBuilder();
        StringBuilder baseline = new StringBuilder();

        // when
        MarginsCsv.write(report, margins);
        MarginsCsv.writeUnsteered(report.scorers(), baseline);

        // then
        Map<String, Double> sources = new HashMap<>();
        unsteered.stream()
                .filter(score -> score.getIdentity().getMethod().equals("source"))
                .forEach(score -> sources.put(
                        score.getIdentity().getPairId() + score.getIdentity().getSeed(), score.getMargin()));
        int missing = 0;
        for (String line : margins.toString().lines().skip(1).toList()) {
            String[] row = line.split(",", -1);
            Double source = row[8].equals("other") ? null : sources.get(row[0] + row[5]);
            if (source == null) {
                assertThat(row[9]).as(line).isEmpty();
                missing++;
            } else {
                assertThat(Double.parseDouble(row[9])).isEqualTo(Double.parseDouble(row[6]) - source);
            }
        }
        int alphas = design.getAlphas().size();
        assertThat(missing)
                .as("of the failed image, and of the scorer that judged none")
                .isEqualTo(alphas + 36);
        assertThat(failed.getIdentity().getMethod()).isEqualTo("source");
        assertThat(baseline.toString().lines().skip(1))
                .hasSize(unsteered.size())
                .allMatch(line -> line.endsWith(","));
    }

    private static String json(List<MarginScore> scores) {
        return ReportJson.write(ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of()));
    }
}
