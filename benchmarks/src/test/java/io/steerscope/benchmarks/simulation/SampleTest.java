package io.steerscope.benchmarks.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SampleTest {

    @ParameterizedTest
    @EnumSource
    void figuresInDoublePrecisionAreThoseOfExactSums(Population population) {
        // given
        double[] values = population.sample(new SplittableRandom(1), 12);
        RunningSample running = new RunningSample();
        ExactMoments exact = ExactMoments.EMPTY;
        for (double value : values) {
            running.add(value);
            exact = exact.add(Population.MARGIN * value);
        }

        // when
        Sample sample = Sample.of(values);

        // then
        double sd = exact.standardDeviation().orElseThrow();
        assertThat(sample.mean()).isEqualTo(exact.mean().orElseThrow() / Population.MARGIN, within(1e-9));
        assertThat(sample.sd()).isEqualTo(sd / Population.MARGIN, within(1e-9));
        assertThat(sample.skewness()).isEqualTo(exact.skewness().orElseThrow(), within(1e-9));
        assertThat(sample.excessKurtosis()).isEqualTo(exact.excessKurtosis().orElseThrow(), within(1e-9));
        assertThat(sample.t(0.0)).isEqualTo(exact.mean().orElseThrow() / sd * Math.sqrt(12.0), within(1e-9));
        assertThat(running.t()).isEqualTo(sample.t(0.0), within(1e-9));
        assertThat(running.figures().skewness()).isEqualTo(sample.skewness(), within(1e-9));
        assertThat(running.figures().excessKurtosis()).isEqualTo(sample.excessKurtosis(), within(1e-9));
    }

    @ParameterizedTest
    @EnumSource
    void theClusteredFigureOfPairsThatFillUpIsThatOfExactSums(Population population) {
        // given
        SplittableRandom random = new SplittableRandom(2);
        double[][] pairs = population.pairs(random, 6, 3, 0.7);
        RunningPairs running = new RunningPairs(6);
        ItemAccumulator[] clusters = new ItemAccumulator[6];
        Arrays.fill(clusters, ItemAccumulator.EMPTY);

        // when
        for (int item : new int[] {0, 7, 17, 2, 1, 8, 12, 5}) {
            double value = pairs[item / 3][item % 3];
            running.add(item / 3, value);
            clusters[item / 3] = clusters[item / 3].add(Population.MARGIN * value);
        }

        // then
        ClusterMoments exact = ClusterMoments.of(List.of(clusters));
        assertThat(running.pairs()).isEqualTo((int) exact.clusters());
        assertThat(running.items()).isEqualTo((int) exact.values());
        assertThat(running.t())
                .isEqualTo(exact.mean().orElseThrow() / exact.standardError().orElseThrow(), within(1e-9));
    }
}
