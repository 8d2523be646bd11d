package io.steerscope.statistics.interval;

import java.util.SplittableRandom;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ConfidenceSequenceProperties {

    @Property(tries = 200)
    void rhoMakesTheSequenceNarrowestAtThePlannedN(
            @ForAll @IntRange(min = 2, max = 100_000) int plannedN,
            @ForAll @DoubleRange(min = 0.001, max = 0.4) @Scale(6) double alpha) {
        // given
        double best = ConfidenceSequence.rhoSquared(alpha, plannedN);

        // then
        double width = width(best, plannedN, alpha);
        assertThat(width).isLessThan(width(best * 1.01, plannedN, alpha));
        assertThat(width).isLessThan(width(best * 0.99, plannedN, alpha));
    }

    @Property(tries = 200)
    void thePValueIsTheErrorRateAtWhichTheLowerBoundIsZero(
            @ForAll @DoubleRange(min = 0.0005, max = 0.05) @Scale(6) double mean,
            @ForAll @IntRange(min = 2, max = 800) int half) {
        // given
        ExactMoments moments = ExactMoments.EMPTY;
        for (int i = 0; i < half; i++) {
            moments = moments.add(mean - 0.05).add(mean + 0.05);
        }

        // when
        ConfidenceSequence sequence = ConfidenceSequence.of(moments, 1000, 0.95).orElseThrow();

        // then
        double p = sequence.pGreater();
        assertThat(p).isBetween(0.0, 1.0);
        if (p < 1.0 && p > 1e-290) {
            double n = moments.n();
            double rho2 = sequence.rhoSquaredOneSided();
            double k = n * rho2 + 1;
            double sd = moments.standardDeviation().orElseThrow();
            double depth = sd * Math.sqrt(2 * k / (n * n * rho2) * Math.log1p(Math.sqrt(k) / (2 * p)));
            assertThat(depth).isEqualTo(moments.mean().orElseThrow(), within(1e-12));
        }
        assertThat(p <= 0.05).isEqualTo(sequence.lowerBound() >= 0.0);
        assertThat(sequence.lowerBound()).isGreaterThan(sequence.twoSided().low());
    }

    /** The error rate at which the lower bound touches 0, found by bisection of the bound itself. */
    @Property(tries = 200)
    void thePValueIsFoundByBisectionOfTheBound(
            @ForAll @DoubleRange(min = 0.01, max = 1.5) @Scale(4) double standardisedMean,
            @ForAll @IntRange(min = 31, max = 2_000) int n,
            @ForAll @IntRange(min = 31, max = 5_000) int plannedN) {
        // given
        double rho2 = ConfidenceSequence.rhoSquared(0.1, plannedN);
        double k = n * rho2 + 1.0;
        double low = -700.0;
        double high = 0.0;
        for (int step = 0; step < 200; step++) {
            double middle = 0.5 * (low + high);
            double depth =
                    Math.sqrt(2.0 * k / ((double) n * n * rho2) * Math.log1p(Math.sqrt(k) / 2.0 * Math.exp(-middle)));
            if (depth > standardisedMean) {
                low = middle;
            } else {
                high = middle;
            }
        }

        // when
        double p = ConfidenceSequence.alwaysValidP(standardisedMean, n, rho2);

        // then
        assertThat(p).isEqualTo(Math.exp(high), within(1e-9 * p + 1e-300));
        assertThat(ConfidenceSequence.alwaysValidP(standardisedMean, n + 1.0, rho2))
                .isLessThanOrEqualTo(p);
    }

    @Property(tries = 100)
    void theUpperBoundIsTheLowerBoundOfTheMirrorImage(
            @ForAll @DoubleRange(min = -0.5, max = 0.5) @Scale(6) double mean,
            @ForAll @IntRange(min = 1, max = 50) int half) {
        // given
        ExactMoments moments = ExactMoments.EMPTY;
        ExactMoments mirrored = ExactMoments.EMPTY;
        for (int i = 0; i < half; i++) {
            moments = moments.add(mean - 0.05).add(mean + 0.05);
            mirrored = mirrored.add(0.05 - mean).add(-mean - 0.05);
        }

        // when
        ConfidenceSequence sequence = ConfidenceSequence.of(moments, 90, 0.95).orElseThrow();

        // then
        assertThat(sequence.upperBound())
                .isEqualTo(
                        -ConfidenceSequence.of(mirrored, 90, 0.95).orElseThrow().lowerBound());
        assertThat(sequence.upperBound()).isLessThan(sequence.twoSided().high());
    }

    @Example
    void clustersOfOneValueGiveTheSequenceOfTheValues() {
        // given
        SplittableRandom random = new SplittableRandom(3);
        ExactMoments values = ExactMoments.EMPTY;
        ClusterMoments single = ClusterMoments.EMPTY;
        ClusterMoments triples = ClusterMoments.EMPTY;
        for (int i = 0; i < 60; i++) {
            double value = 0.01 + 0.04 * random.nextGaussian();
            ItemAccumulator one = ItemAccumulator.EMPTY.add(value);
            values = values.add(value);
            single = single.add(one);
            triples = triples.add(one.merge(one).merge(one));
        }

        // when
        ConfidenceSequence clustered =
                ConfidenceSequence.ofClusters(single, 100, 0.95).orElseThrow();

        // then
        ConfidenceSequence plain = ConfidenceSequence.of(values, 100, 0.95).orElseThrow();
        assertThat(clustered.lowerBound()).isEqualTo(plain.lowerBound(), within(1e-14));
        assertThat(clustered.twoSided().high()).isEqualTo(plain.twoSided().high(), within(1e-14));
        assertThat(clustered.pGreater()).isEqualTo(plain.pGreater(), within(1e-12));
        ConfidenceSequence copied =
                ConfidenceSequence.ofClusters(triples, 300, 0.95).orElseThrow();
        assertThat(copied.lowerBound()).isEqualTo(plain.lowerBound(), within(1e-14));
        assertThat(ConfidenceSequence.ofClusters(ClusterMoments.EMPTY, 100, 0.95))
                .isEmpty();
    }

    @Example
    void aNullThatIsWatchedAllTheTimeIsSeldomRejected() {
        // given
        SplittableRandom random = new SplittableRandom(20_240_601);
        int runs = 400;
        int sequenceRejections = 0;
        int tRejections = 0;

        // when
        for (int run = 0; run < runs; run++) {
            ExactMoments moments = ExactMoments.EMPTY;
            boolean sequenceRejects = false;
            boolean tRejects = false;
            for (int n = 1; n <= 300; n++) {
                moments = moments.add(0.04 * random.nextGaussian());
                if (n > 30) {
                    ConfidenceSequence sequence =
                            ConfidenceSequence.of(moments, 300, 0.95).orElseThrow();
                    sequenceRejects |= sequence.lowerBound() > 0.0;
                    double t = moments.mean().orElseThrow()
                            / moments.standardDeviation().orElseThrow()
                            * Math.sqrt(n);
                    tRejects |= t > 1.65;
                }
            }
            sequenceRejections += sequenceRejects ? 1 : 0;
            tRejections += tRejects ? 1 : 0;
        }

        // then
        assertThat(sequenceRejections / (double) runs).isLessThan(0.05);
        assertThat(tRejections / (double) runs).isGreaterThan(0.12);
    }

    @Example
    void anOverwhelmingEffectHasAPValueOfZeroRatherThanNone() {
        // given
        ExactMoments moments = ExactMoments.EMPTY;
        for (int i = 0; i < 1000; i++) {
            moments = moments.add(1.0).add(1.001);
        }

        // then
        assertThat(ConfidenceSequence.of(moments, 2000, 0.95).orElseThrow().pGreater())
                .isZero();
    }

    @Example
    void undeterminedSamplesHaveNoSequence() {
        assertThat(ConfidenceSequence.of(ExactMoments.EMPTY, 10, 0.95)).isEmpty();
        assertThat(ConfidenceSequence.of(ExactMoments.of(0.1), 10, 0.95)).isEmpty();
        assertThat(ConfidenceSequence.of(ExactMoments.of(0.1, 0.1), 10, 0.95)).isEmpty();
        assertThatThrownBy(() -> ConfidenceSequence.of(ExactMoments.of(0.1, 0.2), 0, 0.95))
                .hasMessageContaining("planned n of 0");
    }

    private static double width(double rhoSquared, double n, double alpha) {
        double k = n * rhoSquared + 1;
        return Math.sqrt(2 * k / (n * n * rhoSquared) * Math.log(Math.sqrt(k) / alpha));
    }
}
