package io.steerscope.statistics.analysis;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.FixedPoint;
import io.steerscope.statistics.hypothesis.SignTest;
import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.hypothesis.WilcoxonSignedRank;
import io.steerscope.statistics.interval.BootstrapIntervals;
import io.steerscope.statistics.interval.BootstrapSettings;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

/**
 * Every figure of one finished group of item means.
 *
 * <p>Null: without values everything but n and successes; below two values or without variance also sd (below two
 * only), t-test, bootstrap and confidence sequence; if every value is 0 the sign and Wilcoxon tests.
 *
 * @param n number of items
 * @param successes number of items above 0
 * @param ties number of items at 0, up to what {@linkplain FixedPoint#sign decimal rounding} leaves: neither above nor
 *     below
 * @param level confidence level of every interval
 * @param mean mean of the item means
 * @param median median of the item means
 * @param successRate successes / n
 * @param wilson Wilson interval of the success rate
 * @param sd sample standard deviation, denominator n - 1
 * @param tTest one-sample t-test against 0: the primary test at a fixed n
 * @param bootstrap bootstrap intervals of the mean
 * @param wilcoxonPGreater Wilcoxon signed-rank test, normal approximation
 * @param signTestPGreater exact sign test
 * @param sequence asymptotic confidence sequence with n itself as the planned n
 */
public record SampleSummary(
        long n,
        long successes,
        long ties,
        double level,
        @Nullable Double mean,
        @Nullable Double median,
        @Nullable Double successRate,
        @Nullable Interval wilson,
        @Nullable Double sd,
        @Nullable TTest tTest,
        @Nullable BootstrapIntervals bootstrap,
        @Nullable Double wilcoxonPGreater,
        @Nullable Double signTestPGreater,
        @Nullable ConfidenceSequence sequence) {

    /**
     * The summary of values given in units of 2^-60.
     *
     * @throws IllegalArgumentException if a value is outside [-4, 4]
     */
    public static SampleSummary ofUnits(long[] units, BootstrapSettings settings) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (long value : units) {
            moments = moments.addUnits(value);
        }
        double level = settings.level();
        double[] values =
                Arrays.stream(units).sorted().mapToDouble(FixedPoint::valueOf).toArray();
        long n = moments.n();
        long successes = moments.positives();
        return new SampleSummary(
                n,
                successes,
                moments.ties(),
                level,
                Fields.orNull(moments.mean()),
                n == 0 ? null : median(values),
                n == 0 ? null : (double) successes / n,
                n == 0 ? null : WilsonInterval.of(successes, n, level),
                Fields.orNull(moments.standardDeviation()),
                TTest.of(moments, level).orElse(null),
                BootstrapIntervals.ofMean(values, settings).orElse(null),
                Fields.orNull(WilcoxonSignedRank.pGreater(withZeroTies(units))),
                Fields.orNull(SignTest.pGreater(successes, moments.negatives())),
                n == 0 ? null : ConfidenceSequence.of(moments, n, level).orElse(null));
    }

    /** The primary interval of the mean, at every n: the two-sided t interval; null where there is no t-test. */
    public @Nullable Interval meanInterval() {
        return tTest == null ? null : tTest.interval();
    }

    SampleSummary scaled(double factor) {
        return new SampleSummary(
                n,
                successes,
                ties,
                level,
                Figures.scaled(mean, factor),
                Figures.scaled(median, factor),
                successRate,
                wilson,
                Figures.scaled(sd, factor),
                tTest == null ? null : tTest.scaled(factor),
                bootstrap == null ? null : bootstrap.scaled(factor),
                wilcoxonPGreater,
                signTestPGreater,
                sequence == null ? null : sequence.scaled(factor));
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        String percent = ConfidenceLevel.percent(level);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", n);
        Figures.put(fields, "mean", mean);
        Figures.put(fields, "median", median);
        fields.put("successes", successes);
        fields.put("ties", ties);
        Figures.put(fields, "success_rate", successRate);
        if (wilson != null) {
            fields.put("wilson" + percent, wilson.toList());
        }
        Figures.put(fields, "sd", sd);
        if (tTest != null) {
            Figures.putTTest(fields, tTest, percent);
        }
        if (bootstrap != null) {
            fields.put("bca_acceleration", bootstrap.acceleration());
            fields.put("bca_bias_correction", bootstrap.biasCorrection());
            fields.put(
                    "bootstrap" + percent + "_percentile",
                    bootstrap.percentile().toList());
            fields.put("bootstrap_tolerance", bootstrap.tolerance());
            fields.put("bootstrap" + percent + "_bca", bootstrap.bca().toList());
            fields.put("bootstrap_mc_error", bootstrap.monteCarloError());
            fields.put("bootstrap_resamples", bootstrap.resamples());
        }
        Figures.put(fields, "wilcoxon_p_greater_normal_approx", wilcoxonPGreater);
        Figures.put(fields, "sign_test_p_greater", signTestPGreater);
        if (sequence != null) {
            Figures.putSequence(fields, sequence, percent);
        }
        return fields;
    }

    private static double[] withZeroTies(long[] units) {
        return Arrays.stream(units)
                .sorted()
                .mapToDouble(value -> FixedPoint.sign(value) == 0 ? 0.0 : FixedPoint.valueOf(value))
                .toArray();
    }

    private static double median(double[] ascending) {
        int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : 0.5 * (ascending[middle - 1] + ascending[middle]);
    }
}
