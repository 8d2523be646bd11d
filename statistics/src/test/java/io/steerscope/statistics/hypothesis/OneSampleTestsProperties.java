package io.steerscope.statistics.hypothesis;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.special.Gamma;

import io.steerscope.statistics.distribution.NormalDistribution;
import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.exact.ExactMoments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OneSampleTestsProperties {

    @Property(tries = 300)
    void tTestIsThatOfItsDefinition(
            @ForAll @Size(min = 3, max = 40) List<@DoubleRange(min = -0.5, max = 0.5) @Scale(6) Double> values,
            @ForAll @DoubleRange(min = 0.6, max = 0.999) @Scale(4) double level) {
        // given
        int n = values.size();
        double mean = values.stream().mapToDouble(Double::doubleValue).sum() / n;
        double sd = Math.sqrt(values.stream()
                        .mapToDouble(value -> (value - mean) * (value - mean))
                        .sum()
                / (n - 1));
        Assume.that(sd > 1e-3);

        // when
        TTest test = TTest.of(
                        ExactMoments.of(
                                values.stream().mapToDouble(Double::doubleValue).toArray()),
                        level)
                .orElseThrow();

        // then
        double t = mean / sd * Math.sqrt(n);
        assertThat(test.t()).isEqualTo(t, within(1e-9));
        assertThat(test.cohensD()).isEqualTo(mean / sd, within(1e-10));
        double inside = integralOfTheDensity(Math.abs(t), n - 1);
        assertThat(test.pTwoSided()).isEqualTo(1.0 - 2.0 * inside, within(1e-9));
        assertThat(test.pGreater()).isEqualTo(0.5 - Math.signum(t) * inside, within(1e-9));
        double atTheBound = (test.interval().high() - mean) / sd * Math.sqrt(n);
        assertThat(integralOfTheDensity(atTheBound, n - 1)).isEqualTo(0.5 * level, within(1e-9));
        assertThat(mean - test.interval().low()).isEqualTo(test.interval().high() - mean, within(1e-12));
    }

    @Property(tries = 300)
    void signTestIsTheSumOfItsBinomialProbabilities(
            @ForAll @IntRange(max = 60) int positives, @ForAll @IntRange(max = 60) int negatives) {
        Assume.that(positives + negatives > 0);
        // given
        int n = positives + negatives;
        BigInteger outcomes = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int k = n; k >= positives; k--) {
            outcomes = outcomes.add(choose);
            choose = choose.multiply(BigInteger.valueOf(k)).divide(BigInteger.valueOf(n - k + 1L));
        }
        double expected = new BigDecimal(outcomes)
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(n)), MathContext.DECIMAL64)
                .doubleValue();

        // then
        assertThat(SignTest.pGreater(positives, negatives).orElseThrow()).isEqualTo(expected, within(1e-10 * expected));
    }

    /** The rank sum is standardised by its moments over all assignments of signs, enumerated. */
    @Property(tries = 200)
    void wilcoxonIsStandardisedOverAllAssignmentsOfSigns(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = -4, max = 4) Integer> values) {
        // given
        List<Integer> nonZero = values.stream().filter(value -> value != 0).toList();
        Assume.that(!nonZero.isEmpty());
        int m = nonZero.size();
        double[] ranks = new double[m];
        double observed = 0.0;
        for (int i = 0; i < m; i++) {
            int magnitude = Math.abs(nonZero.get(i));
            long below = nonZero.stream().filter(v -> Math.abs(v) < magnitude).count();
            long equal = nonZero.stream().filter(v -> Math.abs(v) == magnitude).count();
            ranks[i] = below + 0.5 * (equal + 1);
            observed += nonZero.get(i) > 0 ? ranks[i] : 0.0;
        }
        double sum = 0.0;
        double squares = 0.0;
        for (int signs = 0; signs < 1 << m; signs++) {
            double rankSum = 0.0;
            for (int i = 0; i < m; i++) {
                rankSum += (signs >> i & 1) * ranks[i];
            }
            sum += rankSum;
            squares += rankSum * rankSum;
        }
        double mean = sum / (1 << m);
        double variance = squares / (1 << m) - mean * mean;

        // then
        assertThat(WilcoxonSignedRank.pGreater(values.stream()
                                .mapToDouble(Integer::doubleValue)
                                .toArray())
                        .orElseThrow())
                .isEqualTo(NormalDistribution.upperTail((observed - mean) / Math.sqrt(variance)), within(1e-9));
    }

    @Example
    void theSmallestDetectableEffectIsFoundWithItsPower() {
        // given
        SplittableRandom random = new SplittableRandom(4);
        int n = 20;
        double effect = TTestPower.detectableD(n, 0.05, 0.8);
        double critical = StudentT.quantile(0.95, n - 1.0);
        int runs = 10_000;
        int found = 0;

        // when
        for (int run = 0; run < runs; run++) {
            double sum = 0.0;
            double squares = 0.0;
            for (int i = 0; i < n; i++) {
                double value = effect + random.nextGaussian();
                sum += value;
                squares += value * value;
            }
            double sd = Math.sqrt((squares - sum * sum / n) / (n - 1));
            found += sum / n / sd * Math.sqrt(n) >= critical ? 1 : 0;
        }

        // then
        assertThat((double) found / runs).isEqualTo(0.8, within(0.015));
    }

    /** Simpson's rule from 0. */
    private static double integralOfTheDensity(double to, int df) {
        int steps = 2_000;
        double width = to / steps;
        double sum = 0.0;
        for (int i = 0; i <= steps; i++) {
            double x = i * width;
            double weight = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
            sum += weight * Math.exp(-0.5 * (df + 1) * Math.log1p(x * x / df));
        }
        double norm = Math.exp(Gamma.logGamma(0.5 * (df + 1)) - Gamma.logGamma(0.5 * df)) / Math.sqrt(df * Math.PI);
        return norm * sum * width / 3.0;
    }
}
