package io.steerscope.aggregator.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.ClusterCell;
import io.steerscope.aggregator.state.ClusterKey;
import io.steerscope.aggregator.state.PairKey;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;

class PairPartitioningTest {

    private static final int PARTITIONS = 3;

    @Test
    void allScoresOfAPairGoToOnePartitionAndPairsSpread() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        scores.addAll(ToyExperiment.scoresBy("clip-a", scores, MarginScore::getMargin));

        // when
        Map<String, List<Integer>> byPair = new TreeMap<>();
        for (MarginScore score : scores) {
            byPair.computeIfAbsent(score.getIdentity().getPairId(), pair -> new ArrayList<>())
                    .add(PairPartitioner.partition(key(score), PARTITIONS));
        }

        // then
        assertThat(byPair.values()).allSatisfy(partitions -> assertThat(partitions)
                .containsOnly(partitions.get(0))
                .allMatch(partition -> partition >= 0 && partition < PARTITIONS));
        assertThat(byPair.values().stream().map(partitions -> partitions.get(0)).distinct())
                .hasSizeGreaterThan(1);
        assertThat(new PairPartitioner<MarginScore>()
                        .partitions("any", key(scores.get(0)), scores.get(0), new RecordHeaders(), PARTITIONS))
                .hasValueSatisfying(partitions -> assertThat(partitions)
                        .containsExactly(PairPartitioner.partition(key(scores.get(0)), PARTITIONS)));
    }

    @Test
    void aKeyThatNamesNoPairHasAPartitionToo() {
        assertThat(Stream.of("", "a", "a/b", "a/b/c/d"))
                .allMatch(key -> PairPartitioner.partition(key, PARTITIONS) >= 0);
        assertThat(PairPartitioner.partition("a/b/c", 1_000)).isEqualTo(PairPartitioner.partition("a/b/d", 1_000));
    }

    @Test
    void theSumsOfSeveralPartitionsMergeToTheBitsOfOne() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        scores.addAll(ToyExperiment.scores().subList(3, 20));
        Collections.shuffle(scores, new Random(3));
        List<TopologyFixture> partitions =
                Stream.generate(TopologyFixture::new).limit(PARTITIONS).toList();

        // when
        for (MarginScore score : scores) {
            partitions.get(PairPartitioner.partition(key(score), PARTITIONS)).score(score);
        }
        Map<CellKey, Cell> cells = new TreeMap<>();
        Map<ClusterKey, ClusterCell> clusters = new TreeMap<>();
        for (TopologyFixture partition : partitions) {
            partition.cells(ToyExperiment.ID).forEach((key, cell) -> cells.merge(key, cell, Cell::merge));
            partition.clusters(ToyExperiment.ID).forEach((key, cell) -> clusters.merge(key, cell, ClusterCell::merge));
        }

        // then
        try (TopologyFixture one = new TopologyFixture()) {
            one.scoreAll(ToyExperiment.scores());
            assertThat(cells).isEqualTo(one.cells(ToyExperiment.ID));
            assertThat(clusters).isEqualTo(one.clusters(ToyExperiment.ID));
        }
        partitions.forEach(TopologyFixture::close);
    }

    @Test
    void theKeysCutFromAScoreKeyAreThoseOfItsParts() {
        for (MarginScore score : ToyExperiment.scores()) {
            // when
            ScorePlace place = ScorePlace.of(key(score), score.getCategory(), Measure.MARGIN);

            // then
            PairKey pair = PairKey.of(score);
            double alpha = score.getIdentity().getAlpha();
            assertThat(place)
                    .isEqualTo(new ScorePlace(
                            alpha,
                            pair.pairId(),
                            pair.text(),
                            pair.cell(alpha).text(),
                            pair.clusters().text()));
        }
    }

    private static String key(MarginScore score) {
        return RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
    }
}
