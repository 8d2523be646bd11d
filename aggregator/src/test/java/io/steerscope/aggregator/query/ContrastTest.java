package io.steerscope.aggregator.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.state.TokenCounts;
import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.analysis.Agreement;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.MarginsCsv;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Scores of prompts that are one to the scorer: counted as scored, and in no figure, live as in the report. */
class ContrastTest {

    private static final int SCORES_OF_A_PAIR = ToyExperiment.ALPHAS.size() * ToyExperiment.SEEDS.size();

    private final TopologyFixture topology = new TopologyFixture();

    @BeforeEach
    void design() {
        topology.design(ToyExperiment.design());
    }

    @AfterEach
    void close() {
        topology.close();
    }

    private static boolean isOf(MarginScore score, String pair) {
        return score.getIdentity().getPairId().equals(pair);
    }

    /** Scores that note their tokens, those of some without contrast. */
    private static List<MarginScore> noted(List<MarginScore> scores, Predicate<MarginScore> same) {
        return scores.stream()
                .map(score -> ToyExperiment.withTokens(score, same.test(score), 0, isOf(score, "c1-p2") ? 2 : 0))
                .toList();
    }

    private RunningStatistics running(String scorer) {
        return topology.statistics().statistics(ToyExperiment.ID).stream()
                .filter(one -> one.scorerId().equals(scorer))
                .findFirst()
                .orElseThrow();
    }

    private ReportDocument report() {
        return topology.statistics().report(ToyExperiment.ID);
    }

    private ScorerReport reported(String scorer) {
        return report().scorers().stream()
                .filter(one -> one.scorerId().equals(scorer))
                .findFirst()
                .orElseThrow();
    }

    private void agree(String scorer) {
        RunningStatistics running = running(scorer);
        var items = reported(scorer).methods().get(0).results().items();
        assertThat(running.overall().summary().n()).isEqualTo(items.overall().n());
        assertThat(running.overall().partialItems()).isEqualTo(items.incompleteItems());
        assertThat(running.overall().summary().mean()).isEqualTo(items.overall().mean());
        assertThat(running.verdicts().toMap())
                .isEqualTo(
                        reported(scorer).methods().get(0).results().verdicts().toMap());
        running.byCategory()
                .forEach((category, group) -> assertThat(group.summary().n())
                        .isEqualTo(
                                items.byCategory().containsKey(category)
                                        ? items.byCategory().get(category).n()
                                        : 0));
        assertThat(running.complete()).isEqualTo(reported(scorer).completeness().isComplete());
    }

    @Test
    void pairsWithoutContrastAreLeftOutByNameAndTheExperimentIsComplete() throws IOException {
        // given
        topology.scoreAll(noted(ToyExperiment.scores(), score -> isOf(score, "c0-p1")));

        // when
        ReportDocument report = report();
        JsonNode scorer = new ObjectMapper()
                .readTree(ReportJson.write(report))
                .path("scorers")
                .path(0);
        StringBuilder csv = new StringBuilder();
        MarginsCsv.write(report, csv);
        StringBuilder html = new StringBuilder();
        ReportHtml.write(report, identity -> Optional.empty(), html);

        // then
        assertThat(report.isComplete()).isTrue();
        assertThat(scorer.path("completeness").path("scored").intValue()).isEqualTo(ToyExperiment.IMAGES);
        assertThat(scorer.path("same_tokens").toString())
                .isEqualTo("{\"images\":6,\"items\":2,\"pairs\":1,\"left_out\":[{\"pair_id\":\"c0-p1\",\"category\":"
                        + "\"colour\",\"source\":\"a red car\",\"target\":\"a blue car\",\"images\":6}]}");
        assertThat(scorer.path("unknown_tokens").toString())
                .isEqualTo("{\"images\":6,\"source\":0,\"target\":6,\"source_texts\":0,\"target_texts\":1,"
                        + "\"images_by_category\":{\"size / count\":6}}");
        assertThat(scorer.path("methods").path("analogy").path("images").intValue())
                .isEqualTo(ToyExperiment.IMAGES - SCORES_OF_A_PAIR);
        assertThat(csv.toString().lines())
                .hasSize(1 + ToyExperiment.IMAGES - SCORES_OF_A_PAIR)
                .noneMatch(line -> line.startsWith("c0-p1,"));
        String left = "The scorer's tokenizer reads both prompts of 1 pair as one: 2 items (6 images) left out of every"
                + " figure, of c0-p1.";
        String unknown = "It does not know every word of 0 source prompts and 1 target prompt: 6 images judged by the"
                + " other words alone (size / count 6).";
        assertThat(html.toString()).contains("of c0-p1. It does not know every word of 0 source prompts");
        assertThat(ReportMarkdown.render(report)).contains("left out of every figure, of c0-p1.");
        assertThat(ReportTable.render(report, 100).replaceAll("\\s+", " ")).contains(left + " " + unknown);
        agree(ToyExperiment.SCORER);
    }

    @Test
    void liveFiguresWithoutThemAreThoseOfTheOtherPairsAlone() {
        // given
        List<MarginScore> others = ToyExperiment.scores().stream()
                .filter(score -> !isOf(score, "c0-p1"))
                .toList();
        topology.scoreAll(others);
        RunningStatistics without = running(ToyExperiment.SCORER);

        // when
        topology.scoreAll(noted(ToyExperiment.scores(), score -> isOf(score, "c0-p1")));
        RunningStatistics with = running(ToyExperiment.SCORER);

        // then
        assertThat(with.overall().summary()).isEqualTo(without.overall().summary());
        assertThat(with.overall().partialItems()).isZero();
        assertThat(with.byCategoryAlpha()).isEqualTo(without.byCategoryAlpha());
        assertThat(without.complete()).isFalse();
        assertThat(with.complete()).isTrue();
        assertThat(topology.statistics().items(ToyExperiment.ID)).hasSize(10).noneMatch(item -> item.pairId()
                .equals("c0-p1"));
        assertThat(topology.statistics().withoutContrast(ToyExperiment.ID))
                .containsExactly(new LeftOutItems(ToyExperiment.SCORER, 2, 6, List.of("c0-p1")));
        assertThat(topology.statistics()
                        .progress(ToyExperiment.ID)
                        .scorers()
                        .get(0)
                        .tokens())
                .isEqualTo(new TokenCounts(ToyExperiment.IMAGES, 0, 6, 6));
    }

    @Test
    void eachScorerLeavesOutWhatItCannotTellApart() {
        // given
        topology.scoreAll(noted(ToyExperiment.scores(), score -> isOf(score, "c0-p1")));
        topology.scoreAll(noted(
                ToyExperiment.scoresBy("clip-d", ToyExperiment.scores(), score -> 0.5 * score.getMargin()),
                score -> isOf(score, "c1-p0")));

        // then
        agree(ToyExperiment.SCORER);
        agree("clip-d");
        assertThat(topology.statistics().withoutContrast(ToyExperiment.ID))
                .containsExactly(
                        new LeftOutItems(ToyExperiment.SCORER, 2, 6, List.of("c0-p1")),
                        new LeftOutItems("clip-d", 2, 6, List.of("c1-p0")));
        var agreement =
                topology.statistics().agreements(ToyExperiment.ID).get(0).agreement();
        assertThat(agreement.toMap())
                .isEqualTo(Agreement.among(report().analyses())
                        .get(0)
                        .methods()
                        .get(0)
                        .agreement()
                        .toMap());
        assertThat(agreement.toMap().toString()).contains("n=8");
    }

    @Test
    void anItemOfWhichOneSeedIsWithoutContrastIsIncomplete() {
        // given
        topology.scoreAll(noted(
                ToyExperiment.scores(),
                score -> isOf(score, "c0-p1")
                        && score.getIdentity().getSeed() == 1
                        && score.getIdentity().getAlpha() == 0.5));

        // then
        agree(ToyExperiment.SCORER);
        assertThat(running(ToyExperiment.SCORER).overall().partialItems()).isEqualTo(1);
        List<ScoredItem> items = topology.statistics()
                .withScores(ToyExperiment.ID, topology.statistics().items(ToyExperiment.ID));
        assertThat(items)
                .filteredOn(item -> !item.item().complete())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.scores()).hasSize(2);
                    assertThat(item.item().seeds()).isEqualTo(2);
                });
        assertThat(topology.statistics()
                        .completions(ToyExperiment.ID)
                        .course(ToyExperiment.SCORER, "analogy", null, 0.5, 100)
                        .points())
                .hasSize(5);
    }

    @Test
    void whereNothingHasContrastNoFigureIsGivenAndAllIsScored() {
        // given
        topology.scoreAll(noted(ToyExperiment.scores(), score -> true));

        // then
        agree(ToyExperiment.SCORER);
        assertThat(report().isComplete()).isTrue();
        assertThat(running(ToyExperiment.SCORER).overall().summary().n()).isZero();
        assertThat(ReportMarkdown.render(report())).contains("too few complete items", "12 items (36 images) left out");
    }

    @Test
    void whatCameInWhichOrderAndHowOftenMakesNoDifference() {
        // given
        List<MarginScore> last = noted(ToyExperiment.scores(), score -> isOf(score, "c0-p1"));
        topology.scoreAll(last);
        RunningStatistics straight = running(ToyExperiment.SCORER);
        TokenCounts tokens = topology.statistics()
                .progress(ToyExperiment.ID)
                .scorers()
                .get(0)
                .tokens();

        // when
        List<MarginScore> first = new ArrayList<>(noted(ToyExperiment.scores(), score -> isOf(score, "c1-p1")));
        first.addAll(ToyExperiment.scores());
        Collections.shuffle(first, new Random(7));
        topology.scoreAll(first);
        last.subList(0, 10).forEach(topology::retract);
        List<MarginScore> again = new ArrayList<>(last);
        Collections.shuffle(again, new Random(8));
        topology.scoreAll(again);

        // then
        assertThat(running(ToyExperiment.SCORER)).isEqualTo(straight);
        assertThat(topology.statistics()
                        .progress(ToyExperiment.ID)
                        .scorers()
                        .get(0)
                        .tokens())
                .isEqualTo(tokens);

        // when
        again.forEach(topology::retract);

        // then
        assertThat(topology.statistics().statistics(ToyExperiment.ID)).isEmpty();
        assertThat(topology.cells(ToyExperiment.ID)).isEmpty();
    }

    @Test
    void scoresOfBeforeTokensWereNotedCountAsTheyDid() {
        // given
        topology.scoreAll(ToyExperiment.scores());

        // then
        assertThat(ReportJson.write(report())).doesNotContain("same_tokens", "unknown_tokens", "tokens_not_noted");
        assertThat(reported(ToyExperiment.SCORER).tokens()).isNull();
        assertThat(running(ToyExperiment.SCORER).overall().summary().n()).isEqualTo(12);

        // when
        topology.scoreAll(noted(ToyExperiment.scores().subList(0, 6), score -> false));

        // then
        assertThat(ReportJson.write(report())).contains("\"tokens_not_noted\": 30");
        assertThat(ReportMarkdown.render(report())).contains("Of 30 images scored earlier this is not known.");
        assertThat(running(ToyExperiment.SCORER).overall().summary().mean().doubleValue())
                .isCloseTo(
                        reported(ToyExperiment.SCORER)
                                .methods()
                                .get(0)
                                .analysis()
                                .overall()
                                .mean(),
                        within(0.0));
    }
}
