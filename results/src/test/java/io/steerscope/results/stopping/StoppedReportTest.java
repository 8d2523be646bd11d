package io.steerscope.results.stopping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.results.Edited;
import io.steerscope.results.StoppedToy;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StoppedReportTest {

    private static final List<String> OF_FIXED_N = List.of(
            "ci95_t",
            "p_two_sided",
            "bootstrap",
            "wilson",
            "holm_by_category",
            "headline",
            "alpha_trend",
            "alpha_paired",
            "cohens_d",
            "pair_clustered",
            "t-test");

    private final StoppedToy toy = new StoppedToy("analogy", "lerp");

    @Test
    void theVerdictOfACellIsItsDecisionAndNothingIsSaidForAFixedN() throws Exception {
        // when
        String json = ReportJson.write(toy.report());

        // then
        JsonNode report = new ObjectMapper().readTree(json);
        JsonNode stopping = report.path("stopping");
        Decision decision = toy.decision("colour", 0.5);
        JsonNode cell = cell(stopping, "analogy", "colour", 0.5);
        assertThat(cell.path("outcome").textValue()).isEqualTo("works");
        assertThat(cell.path("items").intValue()).isEqualTo(decision.getItems());
        assertThat(cell.path("items_made").intValue()).isEqualTo(decision.getItems() + 2);
        assertThat(cell.path("planned_items").intValue()).isEqualTo(StoppedToy.PAIRS);
        assertThat(cell.path("lower_bound").doubleValue()).isEqualTo(decision.getLowerBound());
        assertThat(cell.path("stopped").booleanValue()).isTrue();
        assertThat(cell.has("now")).isFalse();
        assertThat(cell(stopping, "lerp", "size / count", 0.5).path("outcome").textValue())
                .isEqualTo("does not");
        JsonNode undecided = cell(stopping, "analogy", "size / count", 1.0);
        assertThat(undecided.path("outcome").textValue()).isEqualTo("undecided");
        assertThat(undecided.path("reason").textValue()).isEqualTo("all items used");
        JsonNode figures = report.path("scorers").path(0).path("methods").path("analogy");
        assertThat(figures.path("by_category_alpha")
                        .path("colour|0.5")
                        .path("mean_is_biased")
                        .booleanValue())
                .isTrue();
        assertThat(figures.path("by_category_alpha").path("size / count|1.0").has("mean_is_biased"))
                .isFalse();
        assertThat(figures.toString()).doesNotContain(OF_FIXED_N);
        assertThat(figures.has("overall")).isFalse();
    }

    @Test
    void imagesAreCountedAsMadeAndSkippedOfThosePlanned() throws Exception {
        // when
        JsonNode images = new ObjectMapper()
                .readTree(ReportJson.write(toy.report()))
                .path("stopping")
                .path("images");

        // then
        int planned = 2 * 2 * 2 * StoppedToy.PAIRS * ToyExperiment.SEEDS.size();
        assertThat(images.path("planned").intValue()).isEqualTo(planned);
        assertThat(images.path("made").intValue()).isEqualTo(toy.scores().size());
        assertThat(images.path("skipped").intValue())
                .isEqualTo(planned - toy.scores().size());
        assertThat(toy.report().isComplete()).isTrue();
        assertThat(toy.report().skips().byReason()).containsOnlyKeys("DECIDED");
        assertThat(images.path("share_made").doubleValue())
                .isCloseTo((double) toy.scores().size() / planned, within(1e-12));
    }

    @Test
    void theReportDoesNotDependOnTheOrderOfScoresAndDecisions() {
        // given
        List<MarginScore> scores = new ArrayList<>(toy.scores());
        List<Decision> decisions = new ArrayList<>(toy.decisions());

        // when
        Collections.shuffle(scores, new Random(3));
        Collections.shuffle(decisions, new Random(4));

        // then
        assertThat(ReportJson.write(toy.report(scores, List.of(), decisions)))
                .isEqualTo(ReportJson.write(toy.report()))
                .doesNotContain("NaN");
    }

    @Test
    void aDecisionStandsAndWhatThePresentScoresSayIsToldBesideIt() throws Exception {
        // given
        List<MarginScore> corrected = toy.scores().stream()
                .map(score -> score.getCategory().equals("colour")
                                && score.getIdentity().getAlpha() == 0.5
                                && score.getIdentity().getMethod().equals("analogy")
                        ? Edited.with(score, "margin", score.getMargin() - 0.14)
                        : score)
                .toList();

        // when
        ReportDocument report = toy.report(corrected, List.of());

        // then
        JsonNode cell =
                cell(new ObjectMapper().readTree(ReportJson.write(report)).path("stopping"), "analogy", "colour", 0.5);
        assertThat(cell.path("outcome").textValue()).isEqualTo("works");
        assertThat(cell.path("now").path("outcome").textValue()).isNotEqualTo("works");
        assertThat(ReportMarkdown.render(report))
                .contains("colour at alpha 0.5: “works” was decided at place")
                .contains("and stands; the present scores and failures would decide");
    }

    @Test
    void aFailedItemIsPassedOverWithoutAChangeOfTheDecision() throws Exception {
        // given: the last image that was made of a decided cell has failed
        List<MarginScore> scores = new ArrayList<>(toy.scores());
        int last = toy.decision("colour", 0.5).getPlace() + 2;
        MarginScore failed = scores.stream()
                .filter(score -> score.getCategory().equals("colour")
                        && score.getIdentity().getAlpha() == 0.5
                        && score.getIdentity().getMethod().equals("analogy")
                        && score.getPlace() == last)
                .findFirst()
                .orElseThrow();
        scores.remove(failed);

        // when
        JsonNode report = new ObjectMapper()
                .readTree(ReportJson.write(
                        toy.report(scores, List.of(ToyExperiment.failure(failed.getIdentity(), null)))));

        // then
        JsonNode cell = cell(report.path("stopping"), "analogy", "colour", 0.5);
        assertThat(cell.has("now")).isFalse();
        assertThat(cell.path("items_made").intValue())
                .isEqualTo(toy.decision("colour", 0.5).getItems() + 1);
        assertThat(cell.path("images").path("failed").intValue()).isEqualTo(1);
    }

    @Test
    void aScorerThatDecidedNothingIsJudgedByItsSequences() throws Exception {
        // given
        List<MarginScore> scores = new ArrayList<>(toy.scores());
        scores.addAll(ToyExperiment.scoresBy("clip-d", toy.scores(), score -> score.getMargin() + 0.05));

        // when
        ReportDocument report = toy.report(scores, List.of());

        // then
        JsonNode figures = new ObjectMapper()
                .readTree(ReportJson.write(report))
                .path("scorers")
                .path(1)
                .path("methods")
                .path("lerp");
        assertThat(figures.path("decides").booleanValue()).isFalse();
        assertThat(figures.path("verdicts").path("rule").path("method").textValue())
                .isEqualTo("t_sequence");
        assertThat(figures.toString()).doesNotContain(OF_FIXED_N.subList(0, 2));
        assertThat(ReportTable.render(report, 112))
                .contains("Judged by clip-d, lerp works in")
                .contains("clip-c left.");
    }

    @Test
    void aDesignThatStopsCellsClaimsNothingForAFixedNEvenWhereItStoppedNone() throws Exception {
        // given: all images, no decision
        StoppedToy all = new StoppedToy("analogy");
        List<MarginScore> scores = all.scores().stream()
                .filter(score -> score.getCategory().equals("size / count")
                        && score.getIdentity().getAlpha() == 1.0)
                .toList();

        // when
        JsonNode report = new ObjectMapper().readTree(ReportJson.write(all.report(scores, List.of(), List.of())));

        // then
        assertThat(report.path("scorers").path(0).path("methods").toString()).doesNotContain(OF_FIXED_N);
        assertThat(report.path("stopping").path("cells"))
                .allSatisfy(cell -> assertThat(cell.path("outcome").textValue()).isEqualTo("undecided"));
    }

    @Test
    void everyFormatTellsVerdictsImagesAndBias() throws Exception {
        // when
        ReportDocument report = toy.report();
        StringBuilder html = new StringBuilder();
        ReportHtml.write(report, identity -> Optional.empty(), html);

        // then
        for (String text : List.of(html.toString(), ReportMarkdown.render(report), unwrapped(report))) {
            assertThat(text.replace("\\*", "*"))
                    .contains("Stopped when decided")
                    .contains("Judged by clip-c, analogy works in 2 of 4 cells of category and alpha, does not in 1")
                    .contains("Mean margin*")
                    .contains(StoppedWords.BIASED.substring(2, 40))
                    .contains("Of 720 planned images")
                    .doesNotContain("t-test against", "by category and alpha that have a test", "Headline:");
        }
    }

    private static String unwrapped(ReportDocument report) {
        return ReportTable.render(report, 112).replaceAll("\n(?=[^\n])", " ");
    }

    private static JsonNode cell(JsonNode stopping, String method, String category, double alpha) {
        for (JsonNode cell : stopping.path("cells")) {
            if (cell.path("method").textValue().equals(method)
                    && cell.path("category").textValue().equals(category)
                    && cell.path("alpha").doubleValue() == alpha) {
                return cell;
            }
        }
        throw new AssertionError("no cell of " + category);
    }
}
