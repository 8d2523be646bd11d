package io.steerscope.statistics.interval;

import io.steerscope.statistics.distribution.NormalDistribution;

/** Score interval of a success rate without continuity correction (Wilson 1927, JASA 22, 209-212). */
public final class WilsonInterval {

    private WilsonInterval() {}

    /**
     * Interval of the rate behind {@code successes} out of {@code n}: (p + z^2/2n +- z sqrt(p(1-p)/n + z^2/4n^2)) / (1
     * + z^2/n), z the normal quantile of (1 + level) / 2.
     *
     * @throws IllegalArgumentException unless 0 <= successes <= n, n >= 1 and level is inside (0.5, 1)
     */
    public static Interval of(long successes, long n, double level) {
        if (n < 1 || successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " successes of " + n + " have no rate");
        }
        return ofRate((double) successes / n, n, level);
    }

    /**
     * The interval of a rate that rests on as much as n independent values tell, such as an effective sample size.
     *
     * @throws IllegalArgumentException unless rate is in [0, 1], n is above 0 and level is inside (0.5, 1)
     */
    public static Interval ofRate(double rate, double n, double level) {
        if (!(rate >= 0.0 && rate <= 1.0) || !(n > 0.0)) {
            throw new IllegalArgumentException("A rate of " + rate + " over " + n + " values has no interval");
        }
        double z = NormalDistribution.quantile(0.5 + 0.5 * ConfidenceLevel.checked(level));
        double z2 = z * z;
        double centre = (rate + z2 / (2.0 * n)) / (1.0 + z2 / n);
        double halfWidth = z * Math.sqrt(rate * (1.0 - rate) / n + z2 / (4.0 * n * n)) / (1.0 + z2 / n);
        double low = rate == 0.0 ? 0.0 : Math.max(0.0, centre - halfWidth);
        double high = rate == 1.0 ? 1.0 : Math.min(1.0, centre + halfWidth);
        return new Interval(low, high);
    }
}
