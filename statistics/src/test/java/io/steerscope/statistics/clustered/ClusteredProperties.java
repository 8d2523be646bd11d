package io.steerscope.statistics.clustered;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.hypothesis.TTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ClusteredProperties {

    @Provide
    Arbitrary<List<List<Double>>> clusters() {
        return Arbitraries.doubles()
                .between(-0.5, 0.5)
                .ofScale(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMinSize(2)
                .ofMaxSize(15);
    }

    @Property(tries = 500)
    void standardErrorIsThatOfTheResidualsByCluster(@ForAll("clusters") List<List<Double>> clusters) {
        // given
        double n = clusters.stream().mapToInt(List::size).sum();
        double mean = clusters.stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .sum()
                / n;
        double squares = 0.0;
        for (List<Double> cluster : clusters) {
            double residual =
                    cluster.stream().mapToDouble(value -> value - mean).sum();
            squares += residual * residual;
        }
        double expected = Math.sqrt(clusters.size() / (clusters.size() - 1.0) * squares) / n;

        // when
        ClusterMoments moments = ClusterMoments.of(
                clusters.stream().map(ClusteredProperties::cluster).toList());

        // then
        assertThat(moments.mean().orElseThrow()).isEqualTo(mean, within(1e-13));
        assertThat(moments.standardError().orElseThrow()).isEqualTo(expected, within(1e-12));
    }

    @Property(tries = 200)
    void clustersOfOneValueGiveTheItemLevelTest(@ForAll("clusters") List<List<Double>> clusters) {
        // given
        List<Double> values = clusters.stream().flatMap(List::stream).toList();

        // when
        ClusterMoments moments = ClusterMoments.of(
                values.stream().map(value -> cluster(List.of(value))).toList());

        // then
        ExactMoments items =
                ExactMoments.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        assertThat(ClusterTTest.of(moments, 0.95).isPresent())
                .isEqualTo(TTest.of(items, 0.95).isPresent());
        TTest.of(items, 0.95).ifPresent(expected -> {
            ClusterTTest actual = ClusterTTest.of(moments, 0.95).orElseThrow();
            assertThat(actual.t()).isEqualTo(expected.t(), within(1e-12 * Math.max(1.0, Math.abs(expected.t()))));
            assertThat(actual.df()).isEqualTo(expected.df());
            assertThat(actual.pGreater()).isEqualTo(expected.pGreater(), within(1e-11));
        });
    }

    private static ItemAccumulator cluster(List<Double> values) {
        ItemAccumulator cluster = ItemAccumulator.EMPTY;
        for (double value : values) {
            cluster = cluster.add(value);
        }
        return cluster;
    }
}
