package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.GoldenExperiment;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.RunningClusters;

import static org.assertj.core.api.Assertions.assertThat;

class RunningFiguresTest {

    private static final List<String> SHARED =
            List.of("clusters", "n", "mean", "standard_error", "t", "df", "p_greater", "p_two_sided", "ci95_t");

    private final TopologyFixture topology = new TopologyFixture();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void atTheEndVerdictsAndClusteredFiguresAreThoseOfTheReport() {
        // given
        topology.design(GoldenExperiment.design()).scoreAll(GoldenExperiment.scores());

        // when
        RunningStatistics running = golden();
        FinalAnalysis report = reported(GoldenExperiment.scores());

        // then
        assertThat(running.complete()).isTrue();
        assertThat(running.hasSeveralAlphas()).isTrue();
        assertThat(running.verdicts().toMap()).isEqualTo(report.verdicts().toMap());
        assertThat(running.verdicts().toMap().get("rule").toString()).contains("fixed_n_t_test");
        sameFigures(running.overall(), report.pairs().overall().toMap());
        assertThat(running.byCategory())
                .hasSize(8)
                .allSatisfy((category, group) -> sameFigures(
                        group, report.pairs().byCategory().get(category).toMap()));
    }

    @Test
    void onTheWayVerdictsAreThoseByConfidenceSequenceAndThereIsNoTest() {
        // given
        List<MarginScore> half = shuffled().subList(0, 2400);
        topology.design(GoldenExperiment.design()).scoreAll(half);

        // when
        RunningStatistics running = golden();

        // then
        assertThat(running.complete()).isFalse();
        assertThat(running.verdicts().toMap())
                .isEqualTo(reported(half).verdicts().toMap());
        assertThat(running.verdicts().toMap().get("rule").toString()).contains("t_sequence");
        RunningClusters clusters = running.overall().clusters();
        assertThat(clusters).isNotNull();
        assertThat(clusters.values()).isEqualTo(running.overall().summary().n()).isBetween(100L, 1199L);
        assertThat(clusters.plannedClusters()).isEqualTo(400);
        assertThat(clusters.plannedValues()).isEqualTo(1200);
        assertThat(clusters.sequence()).isNotNull();
        assertThat(clusters.tTest()).isNull();
    }

    @Test
    void oneAlphaLeavesItsItemsInEveryGroup() {
        // given
        topology.design(GoldenExperiment.design()).scoreAll(GoldenExperiment.scores());
        RunningStatistics all = golden();

        // when
        RunningFigures figures = topology.statistics().figures(GoldenExperiment.ID, 0.8);
        RunningStatistics one = figures.statistics().get(0);

        // then
        assertThat(one.byAlpha()).containsOnlyKeys(0.8);
        assertThat(one.overall().summary())
                .isEqualTo(one.byAlpha().get(0.8).summary())
                .isEqualTo(all.byAlpha().get(0.8).summary());
        assertThat(one.byCategoryAlpha()).hasSize(8);
        one.byCategory().forEach((category, group) -> assertThat(group.summary())
                .isEqualTo(all.byCategoryAlpha()
                        .get(new CategoryAlpha(category, 0.8))
                        .summary()));
        assertThat(one.hasSeveralAlphas()).isFalse();
        assertThat(one.verdicts().toMap()).isEqualTo(all.verdicts().toMap());
        List<MarginScore> ofAlpha = GoldenExperiment.scores().stream()
                .filter(score -> score.getIdentity().getAlpha() == 0.8)
                .toList();
        sameFigures(one.overall(), reported(ofAlpha).pairs().overall().toMap());
    }

    @Test
    void unsteeredImagesCountAsScoredAndChangeNoFigure() {
        // given
        Experiment plain = ToyExperiment.design();
        Experiment design = ToyExperiment.withBaseline(plain, "source,target");
        List<MarginScore> unsteered = ToyExperiment.unsteered(design);
        RunningFigures before;
        List<RunningItem> items;
        try (TopologyFixture without = new TopologyFixture()) {
            without.design(plain).scoreAll(ToyExperiment.scores(plain));
            before = without.statistics().figures(ToyExperiment.ID, null);
            items = without.statistics().items(ToyExperiment.ID);
        }

        // when
        topology.design(design).scoreAll(unsteered).scoreAll(ToyExperiment.scores(plain));

        // then
        LiveStatistics live = topology.statistics();
        RunningFigures figures = live.figures(ToyExperiment.ID, null);
        assertThat(figures.statistics()).isNotEmpty().isEqualTo(before.statistics());
        assertThat(live.items(ToyExperiment.ID))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("shift")
                .isEqualTo(items);
        assertThat(live.items(ToyExperiment.ID)).allMatch(item -> item.shift() != null);
        assertThat(figures.progress().isComplete()).isTrue();
        assertThat(figures.progress().scorers().get(0).completeness())
                .isEqualTo(new Completeness(36 + unsteered.size(), 36 + unsteered.size(), 0));
        assertThat(live.withoutContrast(ToyExperiment.ID)).isEmpty();
    }

    @Test
    void scoresOutsideTheDesignAreInNoCluster() {
        // given
        topology.design(ToyExperiment.design()).scoreAll(ToyExperiment.scores());
        RunningGroup before =
                topology.statistics().statistics(ToyExperiment.ID).get(0).overall();

        // when
        for (long seed : ToyExperiment.SEEDS) {
            Identity identity = new Identity(ToyExperiment.ID, "c0-p0", "analogy", 0.7, seed);
            topology.score(ToyExperiment.score(identity, ToyExperiment.SCORER, "colour", 0.5));
        }

        // then
        assertThat(topology.statistics().statistics(ToyExperiment.ID).get(0).overall())
                .isEqualTo(before);
    }

    @Test
    void stagesSayHowFarTheyAre() {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        topology.design(ToyExperiment.design()).scoreAll(scores.subList(3, 13));
        topology.scoreAll(ToyExperiment.scoresBy("clip-d", scores.subList(0, 20), MarginScore::getMargin));
        topology.fail(ToyExperiment.failure(scores.get(30).getIdentity(), null));
        topology.fail(ToyExperiment.failure(scores.get(31).getIdentity(), ToyExperiment.SCORER));
        topology.fail(ToyExperiment.failure(scores.get(5).getIdentity(), null));

        // when
        List<StageProgress> stages =
                topology.statistics().progress(ToyExperiment.ID).stages();

        // then
        assertThat(stages)
                .containsExactly(
                        new StageProgress("generator", null, 20, 1, 36),
                        new StageProgress("scorer", "clip-c", 10, 2, 36),
                        new StageProgress("scorer", "clip-d", 20, 1, 36));
        assertThat(stages.get(1).missing()).isEqualTo(24);
    }

    @Test
    void theGeneratorIsAheadOfTheScorersByTheImagesThatAreNotScoredYet() {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        topology.design(ToyExperiment.design()).scoreAll(scores.subList(0, 10));
        scores.subList(0, 25).forEach(score -> topology.image(ToyExperiment.summary(score)));

        // then
        assertThat(topology.statistics().progress(ToyExperiment.ID).stages())
                .containsExactly(
                        new StageProgress("generator", null, 25, 0, 36),
                        new StageProgress("scorer", "clip-c", 10, 0, 36));
    }

    private RunningStatistics golden() {
        return topology.statistics().statistics(GoldenExperiment.ID).get(0);
    }

    private static FinalAnalysis reported(List<MarginScore> scores) {
        return ExperimentReportBuilder.build(GoldenExperiment.design(), scores, List.of())
                .scorers()
                .get(0)
                .methods()
                .get(0)
                .results();
    }

    private static void sameFigures(RunningGroup group, Map<String, Object> reported) {
        assertThat(group.clusters()).isNotNull();
        Map<String, Object> running = group.clusters().toMap();
        assertThat(SHARED)
                .allSatisfy(name ->
                        assertThat(running.get(name)).as(name).isNotNull().isEqualTo(reported.get(name)));
    }

    private static List<MarginScore> shuffled() {
        List<MarginScore> scores = new ArrayList<>(GoldenExperiment.scores());
        Collections.shuffle(scores, new Random(1));
        return scores;
    }
}
