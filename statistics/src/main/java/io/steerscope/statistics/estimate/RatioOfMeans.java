package io.steerscope.statistics.estimate;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;

/**
 * The ratio of two means of the same pairs, mean x / mean y, with the interval of Fieller (1954): all ratios r for
 * which the t-test of "the mean of x - r y is 0" does not reject. A mean of ratios would have no finite variance where a y
 * may lie near 0.
 *
 * @param n number of pairs
 * @param ratio mean x / mean y; null where mean y is 0
 * @param interval the interval; null below two pairs, and where mean y does not differ from 0 at the level, as every
 *     ratio far enough out is then possible
 * @param level confidence level of the interval
 */
public record RatioOfMeans(int n, @Nullable Double ratio, @Nullable Interval interval, double level) {

    /**
     * The ratio over some pairs; empty without one.
     *
     * @param x numerators, one a pair
     * @param y denominators of the same pairs in the same order
     * @throws IllegalArgumentException if there are not as many of both, or level is not inside (0.5, 1)
     */
    public static Optional<RatioOfMeans> of(double[] x, double[] y, double level) {
        ConfidenceLevel.checked(level);
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " numerators and " + y.length + " denominators");
        }
        if (x.length == 0) {
            return Optional.empty();
        }
        double meanX = mean(x);
        double meanY = mean(y);
        return Optional.of(new RatioOfMeans(
                x.length,
                meanY == 0.0 ? null : Double.valueOf(meanX / meanY),
                fieller(x, y, meanX, meanY, level),
                level));
    }

    /** The roots of (mean y^2 - t^2 v_yy) r^2 - 2 (mean x mean y - t^2 v_xy) r + mean x^2 - t^2 v_xx = 0. */
    private static @Nullable Interval fieller(double[] x, double[] y, double meanX, double meanY, double level) {
        int n = x.length;
        if (n < 2) {
            return null;
        }
        double t = StudentT.quantile(0.5 + level / 2.0, n - 1.0);
        double weight = t * t / (n * (n - 1.0));
        double xx = 0.0;
        double xy = 0.0;
        double yy = 0.0;
        for (int i = 0; i < n; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        double a = meanY * meanY - weight * yy;
        double b = meanX * meanY - weight * xy;
        double c = meanX * meanX - weight * xx;
        if (!(a > 0.0)) {
            return null;
        }
        double root = Math.sqrt(Math.max(0.0, b * b - a * c));
        return new Interval((b - root) / a, (b + root) / a);
    }

    /** The same ratio without its interval. */
    public RatioOfMeans withoutInterval() {
        return new RatioOfMeans(n, ratio, null, level);
    }

    private static double mean(double[] values) {
        double sum = 0.0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        return new Fields()
                .put("n", n)
                .put("ratio", ratio)
                .put("ci" + ConfidenceLevel.percent(level) + "_fieller", interval)
                .toMap();
    }
}
