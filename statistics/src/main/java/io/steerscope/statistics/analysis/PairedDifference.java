package io.steerscope.statistics.analysis;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.interval.ConfidenceLevel;

/**
 * The effect of raising alpha: item mean at the higher alpha minus item mean at the lower one, within each pair that
 * has both items complete, with a one-sample t-test of the differences.
 *
 * @param fromAlpha lower alpha
 * @param toAlpha next higher alpha of the experiment
 * @param n number of pairs
 * @param mean mean difference; null if n is 0
 * @param sd standard deviation of the differences; null if n is below 2
 * @param tTest test against 0; null if n is below 2 or the differences do not vary
 * @param level confidence level of the t interval
 */
public record PairedDifference(
        double fromAlpha,
        double toAlpha,
        long n,
        @Nullable Double mean,
        @Nullable Double sd,
        @Nullable TTest tTest,
        double level) {

    static PairedDifference of(double fromAlpha, double toAlpha, ExactMoments differences, double level) {
        return new PairedDifference(
                fromAlpha,
                toAlpha,
                differences.n(),
                Fields.orNull(differences.mean()),
                Fields.orNull(differences.standardDeviation()),
                TTest.of(differences, level).orElse(null),
                level);
    }

    PairedDifference scaled(double factor) {
        return new PairedDifference(
                fromAlpha,
                toAlpha,
                n,
                Figures.scaled(mean, factor),
                Figures.scaled(sd, factor),
                tTest == null ? null : tTest.scaled(factor),
                level);
    }

    /** {@code from->to}, such as {@code 0.5->0.8}. */
    public String key() {
        return fromAlpha + "->" + toAlpha;
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", n);
        Figures.put(fields, "mean", mean);
        Figures.put(fields, "sd", sd);
        if (tTest != null) {
            Figures.putTTest(fields, tTest, ConfidenceLevel.percent(level));
        }
        return fields;
    }
}
