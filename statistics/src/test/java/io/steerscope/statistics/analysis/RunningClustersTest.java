package io.steerscope.statistics.analysis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.interval.ConfidenceSequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunningClustersTest {

    private static final double LEVEL = 0.95;

    @Test
    void aFinishedGroupHasTheBitsOfTheFinalAnalysis() {
        // given
        List<MarginItem> items =
                ObservedItems.of(GoldenMargins.observations(), Set.of()).items();
        Map<String, Object> expected = PairClusteredAnalysis.of(items, 3, AnalysisOptions.defaults())
                .overall()
                .toMap();

        // when
        Map<String, Object> figures =
                RunningClusters.of(clusters(items), 400, 1200, LEVEL, true).toMap();

        // then
        assertThat(List.of("clusters", "n", "mean", "standard_error", "t", "df", "p_greater", "p_two_sided", "ci95_t"))
                .allSatisfy(name -> assertThat(figures.get(name)).isNotNull().isEqualTo(expected.get(name)));
    }

    @Test
    void aGrowingGroupHasASequenceAndNoTest() {
        // given
        List<MarginItem> items = ObservedItems.of(GoldenMargins.observations(), Set.of()).items().stream()
                .filter(item -> item.pairId().compareTo("c3") < 0)
                .toList();
        ClusterMoments moments = clusters(items);

        // when
        RunningClusters figures = RunningClusters.of(moments, 400, 1200, LEVEL, false);

        // then
        assertThat(figures.clusters()).isBetween(31L, 399L);
        assertThat(figures.tTest()).isNull();
        assertThat(figures.toMap()).doesNotContainKeys("t", "p_greater").containsKey("asymp_cs95_two_sided");
        assertThat(figures.sequence())
                .isEqualTo(ConfidenceSequence.ofClusters(moments, 1200, LEVEL).orElseThrow());
        assertThat(figures.burnIn()).isFalse();
    }

    @Test
    void burnInCountsPairsAndNotItems() {
        // given
        ClusterMoments moments = ClusterMoments.EMPTY;
        for (int pair = 0; pair < 30; pair++) {
            moments = moments.add(
                    ItemAccumulator.EMPTY.add(0.01 * pair).add(0.02 * pair).add(0.03));
        }

        // then
        assertThat(RunningClusters.of(moments, 150, 450, LEVEL, false).burnIn()).isTrue();
        assertThat(RunningClusters.of(moments.add(ItemAccumulator.EMPTY.add(0.1)), 150, 450, LEVEL, false)
                        .burnIn())
                .isFalse();
    }

    @Test
    void pairsOfOneItemAreClustersOfOne() {
        // given
        double[] values = {0.02, -0.01, 0.03, 0.0, -0.002};
        ClusterMoments clusters = ClusterMoments.EMPTY;
        for (double value : values) {
            clusters = clusters.add(ItemAccumulator.EMPTY.add(value));
        }

        // then
        assertThat(RunningClusters.ofSingleItems(ExactMoments.of(values), 9, LEVEL, true))
                .isEqualTo(RunningClusters.of(clusters, 9, 9, LEVEL, true));
    }

    @Test
    void whatIsNotDeterminedIsAbsent() {
        // then
        assertThat(RunningClusters.of(ClusterMoments.EMPTY, 3, 9, LEVEL, true).toMap())
                .containsOnlyKeys("clusters", "planned_clusters", "n", "planned_n", "primary_sequence", "burn_in");
        ClusterMoments same =
                ClusterMoments.EMPTY.add(ItemAccumulator.EMPTY.add(0.5)).add(ItemAccumulator.EMPTY.add(0.5));
        assertThat(RunningClusters.of(same, 3, 9, LEVEL, true).toMap())
                .containsEntry("standard_error", 0.0)
                .doesNotContainKeys("t", "asymp_cs95_two_sided");
        assertThatThrownBy(() -> RunningClusters.of(same, 0, 9, LEVEL, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ClusterMoments clusters(List<MarginItem> items) {
        Map<String, ItemAccumulator> pairs = new TreeMap<>();
        items.forEach(item -> pairs.merge(
                item.pairId(), ItemAccumulator.EMPTY.addUnits(item.margins().meanUnits()), ItemAccumulator::merge));
        return ClusterMoments.of(pairs.values());
    }
}
