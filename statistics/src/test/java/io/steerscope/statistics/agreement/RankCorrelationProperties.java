package io.steerscope.statistics.agreement;

import java.util.List;
import java.util.OptionalDouble;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RankCorrelationProperties {

    /** Few distinct values, so that most samples have ties in one, the other and both. */
    @Property(tries = 500)
    void countingByMergeSortGivesTheDefinitionOfTauB(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 63) Integer> pairs) {
        // given
        double[] x = pairs.stream().mapToDouble(pair -> pair / 8).toArray();
        double[] y = pairs.stream().mapToDouble(pair -> pair % 8).toArray();

        // when
        OptionalDouble tau = KendallCorrelation.of(x, y);

        // then
        same(tau, tauByDefinition(x, y));
    }

    @Property(tries = 300)
    void spearmanIsPearsonOfMeanRanks(@ForAll @Size(max = 40) List<@IntRange(min = 0, max = 63) Integer> pairs) {
        // given
        double[] x = pairs.stream().mapToDouble(pair -> pair / 8).toArray();
        double[] y = pairs.stream().mapToDouble(pair -> pair % 8).toArray();

        // when
        OptionalDouble rho = SpearmanCorrelation.of(x, y);

        // then
        same(rho, pearson(meanRanks(x), meanRanks(y)));
    }

    @Property(tries = 200)
    void bothAreSymmetricAndChangeSignWithOneOrder(
            @ForAll @Size(min = 2, max = 40) List<@IntRange(min = 0, max = 399) Integer> pairs) {
        // given
        double[] x = pairs.stream().mapToDouble(pair -> pair / 20).toArray();
        double[] y = pairs.stream().mapToDouble(pair -> pair % 20).toArray();
        double[] reversed = pairs.stream().mapToDouble(pair -> -(pair % 20)).toArray();

        // then
        assertThat(KendallCorrelation.of(y, x)).isEqualTo(KendallCorrelation.of(x, y));
        assertThat(SpearmanCorrelation.of(y, x)).isEqualTo(SpearmanCorrelation.of(x, y));
        same(KendallCorrelation.of(x, reversed), negative(KendallCorrelation.of(x, y)));
        same(SpearmanCorrelation.of(x, reversed), negative(SpearmanCorrelation.of(x, y)));
    }

    private static void same(OptionalDouble actual, OptionalDouble expected) {
        assertThat(actual.isPresent()).isEqualTo(expected.isPresent());
        if (expected.isPresent()) {
            assertThat(actual.getAsDouble()).isEqualTo(expected.getAsDouble(), within(1e-14));
        }
    }

    private static OptionalDouble negative(OptionalDouble value) {
        return value.isPresent() ? OptionalDouble.of(-value.getAsDouble()) : value;
    }

    private static OptionalDouble tauByDefinition(double[] x, double[] y) {
        double difference = 0;
        double varyingX = 0;
        double varyingY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                difference += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
                varyingX += x[i] == x[j] ? 0 : 1;
                varyingY += y[i] == y[j] ? 0 : 1;
            }
        }
        return varyingX * varyingY == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(difference / Math.sqrt(varyingX * varyingY));
    }

    private static double[] meanRanks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (double other : values) {
                ranks[i] += other < values[i] ? 1.0 : other == values[i] ? 0.5 : 0.0;
            }
        }
        return ranks;
    }

    private static OptionalDouble pearson(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx * yy == 0 ? OptionalDouble.empty() : OptionalDouble.of(xy / Math.sqrt(xx * yy));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
