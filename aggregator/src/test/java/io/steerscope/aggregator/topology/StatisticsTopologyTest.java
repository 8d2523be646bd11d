package io.steerscope.aggregator.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.query.RunningGroup;
import io.steerscope.aggregator.query.RunningItem;
import io.steerscope.aggregator.query.RunningStatistics;
import io.steerscope.aggregator.state.ClusterKey;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.intake.Payloads;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;

class StatisticsTopologyTest {

    private final TopologyFixture topology = new TopologyFixture();

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void aPairHasRoomForSoManyAlphasAndEveryFurtherScoreHasALetter() {
        // given
        MarginScore score = ToyExperiment.scores().get(0);
        Identity identity = score.getIdentity();
        try (TopologyFixture topology = new TopologyFixture()) {
            for (int alpha = 0; alpha < DesignScope.MOST_ALPHAS + 3; alpha++) {
                // when
                topology.score(ToyExperiment.score(
                        new Identity("toy", identity.getPairId(), "analogy", (double) alpha, 0L),
                        "clip-c",
                        "colour",
                        0.1));
            }

            // then
            assertThat(topology.items("toy")).hasSize(DesignScope.MOST_ALPHAS);
            assertThat(topology.allScores()).hasSize(DesignScope.MOST_ALPHAS);
            assertThat(topology.letters()).hasSize(3).allSatisfy(letter -> assertThat(letter.getError())
                    .isEqualTo("its pair has scores at 200 alphas already"));
        }
    }

    @Test
    void replayingScoresLeavesStatisticsUnchanged() {
        // given
        topology.design(ToyExperiment.design()).scoreAll(ToyExperiment.scores());
        Map<String, String> cells = topology.cellBytes(ToyExperiment.ID);
        Map<String, String> clusters = topology.clusterBytes(ToyExperiment.ID);
        String report = ReportJson.write(topology.statistics().report(ToyExperiment.ID));

        // when
        topology.scoreAll(ToyExperiment.scores()).scoreAll(ToyExperiment.scores());

        // then
        assertThat(topology.clusterBytes(ToyExperiment.ID)).isEqualTo(clusters);
        assertThat(topology.cellBytes(ToyExperiment.ID)).isEqualTo(cells);
        assertThat(ReportJson.write(topology.statistics().report(ToyExperiment.ID)))
                .isEqualTo(report);
    }

    @Test
    void runningFiguresEqualTheFinalAnalysisBitForBit() {
        // given
        topology.design(ToyExperiment.design()).scoreAll(ToyExperiment.scores());

        // when
        RunningStatistics running =
                topology.statistics().statistics(ToyExperiment.ID).get(0);
        MarginAnalysis analysis = topology.statistics()
                .report(ToyExperiment.ID)
                .scorers()
                .get(0)
                .methods()
                .get(0)
                .analysis();

        // then
        assertThat(running.overall().summary().tTest())
                .isEqualTo(analysis.overall().tTest())
                .isNotNull();
        assertThat(running.byAlpha().get(0.5).summary().mean())
                .isEqualTo(analysis.byAlpha().get(0.5).mean());
        assertThat(running.byCategory().get("colour").summary().sequence())
                .isEqualTo(analysis.byCategory().get("colour").sequence());
        CategoryAlpha cell = new CategoryAlpha("size / count", 1.0);
        assertThat(running.byCategoryAlpha().get(cell).summary().sd())
                .isEqualTo(analysis.byCategoryAlpha().get(cell).sd());
    }

    @Test
    void aCorrectedScoreReplacesTheOldOne() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        MarginScore corrected = ToyExperiment.corrected(scores.get(4), 0.25);
        topology.design(ToyExperiment.design()).scoreAll(scores);

        // when
        topology.score(corrected);

        // then
        scores.set(4, corrected);
        try (TopologyFixture fresh = new TopologyFixture()) {
            fresh.design(ToyExperiment.design()).scoreAll(scores);
            assertThat(topology.cellBytes(ToyExperiment.ID)).isEqualTo(fresh.cellBytes(ToyExperiment.ID));
        }
    }

    @Test
    void scoresAreKeptWithoutTheirEmbeddings() {
        // given
        MarginScore score = ToyExperiment.scores().get(0);

        // when
        topology.score(score);

        // then
        assertThat(topology.scores(ToyExperiment.ID)).containsExactly(Payloads.withoutEmbedding(score));
    }

    @Test
    void pairsAreClustersOfTheItemsThatAreComplete() {
        // given
        List<MarginScore> scores = ToyExperiment.scores();

        // when
        topology.scoreAll(scores.subList(0, 8));

        // then
        ClusterMoments complete = topology.clusters(ToyExperiment.ID)
                .get(new ClusterKey(ToyExperiment.ID, ToyExperiment.SCORER, "analogy", "colour"))
                .complete(3);
        ItemAccumulator pair = ItemAccumulator.EMPTY;
        for (int item = 0; item < 2; item++) {
            ItemAccumulator margins = ItemAccumulator.EMPTY;
            for (MarginScore score : scores.subList(3 * item, 3 * item + 3)) {
                margins = margins.add(score.getMargin());
            }
            pair = pair.addUnits(margins.meanUnits());
        }
        assertThat(complete).isEqualTo(ClusterMoments.of(List.of(pair)));
    }

    @Test
    void aScoreCorrectedToAnotherCategoryLeavesNoTraceInTheOldOne() {
        // given
        MarginScore score = ToyExperiment.scores().get(0);
        topology.design(ToyExperiment.design()).score(score);

        // when
        topology.score(
                ToyExperiment.score(score.getIdentity(), score.getScorerId(), "size / count", score.getMargin()));

        // then
        assertThat(topology.items(ToyExperiment.ID).keySet())
                .singleElement()
                .satisfies(item -> assertThat(item.category()).isEqualTo("size / count"));
        assertThat(topology.cells(ToyExperiment.ID).keySet())
                .singleElement()
                .satisfies(cell -> assertThat(cell.category()).isEqualTo("size / count"));
    }

    @Test
    void aTombstoneRetractsItsScore() {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        topology.design(ToyExperiment.design()).scoreAll(scores);

        // when
        scores.subList(1, scores.size()).forEach(topology::retract);

        // then
        assertThat(topology.statistics().items(ToyExperiment.ID))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.seeds()).isEqualTo(1);
                    assertThat(item.complete()).isFalse();
                });
        topology.retract(scores.get(0));
        assertThat(topology.cells(ToyExperiment.ID)).isEmpty();
        assertThat(topology.clusters(ToyExperiment.ID)).isEmpty();
        assertThat(topology.items(ToyExperiment.ID)).isEmpty();
        assertThat(topology.scores(ToyExperiment.ID)).isEmpty();
    }

    @Test
    void onlyCompleteItemsCountAndPartialOnesAreTold() {
        // given
        List<MarginScore> scores = ToyExperiment.scores();

        // when
        topology.design(ToyExperiment.design()).scoreAll(scores.subList(0, 8));

        // then
        RunningGroup overall =
                topology.statistics().statistics(ToyExperiment.ID).get(0).overall();
        assertThat(overall.summary().n()).isEqualTo(2);
        assertThat(overall.partialItems()).isEqualTo(1);
        assertThat(overall.summary().plannedN()).isEqualTo(12);
        assertThat(topology.statistics().items(ToyExperiment.ID))
                .extracting(RunningItem::complete)
                .containsExactlyInAnyOrder(true, true, false);
    }

    @Test
    void aDesignThatArrivesAfterItsScoresChangesNothing() {
        // given
        topology.scoreAll(ToyExperiment.scores());

        // when
        topology.design(ToyExperiment.design());

        // then
        assertThat(topology.statistics()
                        .statistics(ToyExperiment.ID)
                        .get(0)
                        .overall()
                        .summary()
                        .n())
                .isEqualTo(12);
    }

    @Test
    void failuresCountTowardsCompletenessUntilTheImageIsScored() {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        topology.design(ToyExperiment.design()).scoreAll(scores.subList(2, scores.size()));
        Identity first = scores.get(0).getIdentity();
        Identity second = scores.get(1).getIdentity();

        // when
        topology.fail(ToyExperiment.failure(first, null))
                .fail(ToyExperiment.failure(first, ToyExperiment.SCORER))
                .fail(ToyExperiment.failure(second, ToyExperiment.SCORER))
                .fail(ToyExperiment.failure(second, ToyExperiment.SCORER))
                .fail(ToyExperiment.failure(scores.get(5).getIdentity(), null));

        // then
        assertThat(completeness()).isEqualTo(new Completeness(36, 34, 2));
        assertThat(topology.statistics().progress(ToyExperiment.ID).isComplete())
                .isTrue();

        // when
        topology.score(scores.get(0));

        // then
        assertThat(completeness()).isEqualTo(new Completeness(36, 35, 1));
    }

    @Test
    void anExperimentWhoseImagesAllFailedIsComplete() {
        // given
        topology.design(ToyExperiment.design());

        // when
        ToyExperiment.scores().forEach(score -> topology.fail(ToyExperiment.failure(score.getIdentity(), null)));

        // then
        assertThat(topology.statistics().progress(ToyExperiment.ID).isComplete())
                .isTrue();
        assertThat(topology.statistics().report(ToyExperiment.ID).isComplete()).isTrue();
    }

    @Test
    void scoresThatCannotBeTrustedAreLeftOut() {
        // given
        MarginScore score = ToyExperiment.scores().get(0);
        topology.design(ToyExperiment.design());

        // when
        topology.score(ToyExperiment.corrected(score, Double.NaN))
                .score(ToyExperiment.corrected(score, 2.5))
                .scoreUnder(RecordKeys.scoreKey(score.getIdentity(), "clip-other"), score);

        // then
        assertThat(topology.scores(ToyExperiment.ID)).isEmpty();
        assertThat(topology.cells(ToyExperiment.ID)).isEmpty();
    }

    @Test
    void scorersAndExperimentsAreKeptApart() {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        List<MarginScore> byOther = scores.stream()
                .map(score ->
                        ToyExperiment.score(score.getIdentity(), "clip-a", score.getCategory(), -score.getMargin()))
                .toList();
        List<MarginScore> ofOther =
                ToyExperiment.scores(ToyExperiment.design("toy-2", 3, ToyExperiment.CATEGORIES, ToyExperiment.ALPHAS));

        // when
        topology.design(ToyExperiment.design())
                .scoreAll(scores)
                .scoreAll(byOther)
                .scoreAll(ofOther);

        // then
        List<RunningStatistics> statistics = topology.statistics().statistics(ToyExperiment.ID);
        assertThat(statistics).extracting(RunningStatistics::scorerId).containsExactly("clip-a", ToyExperiment.SCORER);
        Double mirrored = statistics.get(0).overall().summary().mean();
        assertThat(mirrored).isNotNull().isEqualTo(-mean(statistics.get(1)));
    }

    @Test
    void theTopologyNamesEverythingItKeeps() {
        // given
        Properties properties = TopologyFixture.properties();

        // when
        String description = TopologyFixture.topology(properties).describe().toString();

        // then
        assertThat(description)
                .contains("scores-by-pair-repartition")
                .doesNotContainPattern("KSTREAM-[A-Z-]+-0{5}\\d+-repartition")
                .doesNotContain("-STATE-STORE-");
    }

    @Test
    void everyOrderOfArrivalGivesTheSameReport() {
        // given
        topology.design(ToyExperiment.design()).scoreAll(ToyExperiment.scores());
        String expected = ReportJson.write(topology.statistics().report(ToyExperiment.ID));
        List<MarginScore> shuffled = new ArrayList<>(ToyExperiment.scores());
        shuffled.addAll(ToyExperiment.scores().subList(0, 10));
        Collections.shuffle(shuffled, new Random(5));

        // when
        try (TopologyFixture other = new TopologyFixture()) {
            other.scoreAll(shuffled).design(ToyExperiment.design());

            // then
            assertThat(ReportJson.write(other.statistics().report(ToyExperiment.ID)))
                    .isEqualTo(expected);
        }
    }

    private Completeness completeness() {
        return topology.statistics().progress(ToyExperiment.ID).scorers().get(0).completeness();
    }

    private static double mean(RunningStatistics statistics) {
        Double mean = statistics.overall().summary().mean();
        assertThat(mean).isNotNull();
        return mean;
    }
}
