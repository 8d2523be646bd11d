package io.steerscope.statistics.interval;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import io.steerscope.statistics.distribution.NormalDistribution;
import io.steerscope.statistics.exact.ExactMoments;

/**
 * Percentile and BCa bootstrap intervals of a mean (Efron 1987, Better bootstrap confidence intervals, JASA 82,
 * 171-185).
 *
 * <p>With q(p) the empirical quantile of the resampled means (linear between order statistics, Hyndman and Fan type 7),
 * a = (1 - level) / 2 and z(p) the normal quantile, the percentile interval is [q(a), q(1 - a)]. BCa takes the
 * quantiles at F(z0 + (z0 + z(p)) / (1 - acceleration (z0 + z(p)))) for p = a and 1 - a, where F is the normal
 * distribution function and z0 = z(share of resampled means below the mean, ties counted half). The acceleration is the
 * jackknife's, {@link ExactMoments#acceleration()}.
 *
 * @param percentile percentile interval
 * @param bca bias-corrected and accelerated interval
 * @param acceleration acceleration of BCa
 * @param biasCorrection z0 of BCa
 * @param tolerance a tenth of the standard error s / sqrt(n): bounds that differ by less agree up to the resampling
 *     noise of some 10,000 resamples
 * @param monteCarloError standard error that the drawing of resamples leaves in a bound of BCa, the larger of both: of
 *     the quantile, and of z0, which moves it twice; antithetic resamples have less
 * @param resamples number of resamples drawn
 */
public record BootstrapIntervals(
        Interval percentile,
        Interval bca,
        double acceleration,
        double biasCorrection,
        double tolerance,
        double monteCarloError,
        int resamples) {

    /**
     * The intervals of the mean of some values in [-4, 4]. They depend on the values as a multiset, not on their order.
     * Empty below two values, without variance, and where all resampled means lie on one side of the mean.
     *
     * @throws IllegalArgumentException if a value is outside [-4, 4]
     */
    public static Optional<BootstrapIntervals> ofMean(double[] values, BootstrapSettings settings) {
        ExactMoments moments = ExactMoments.of(values);
        if (moments.acceleration().isEmpty()) {
            return Optional.empty();
        }
        ResampledMeans means = ResampledMeans.draw(values, settings.resamples(), settings.seed());
        double z0 = NormalDistribution.quantile(means.shareBelowMean());
        if (Double.isInfinite(z0)) {
            return Optional.empty();
        }
        return Optional.of(ofQuantiles(
                means::quantile,
                z0,
                moments.acceleration().getAsDouble(),
                moments.standardDeviation().orElseThrow() / Math.sqrt(values.length),
                settings));
    }

    /**
     * The intervals of a statistic from the distribution of its resampled values.
     *
     * @param quantile quantile of the resampled values at a probability inside [0, 1]
     * @param z0 bias correction, finite
     * @param acceleration acceleration of BCa
     * @param standardError standard error of the statistic
     * @param settings how the resamples were drawn
     */
    public static BootstrapIntervals ofQuantiles(
            DoubleUnaryOperator quantile,
            double z0,
            double acceleration,
            double standardError,
            BootstrapSettings settings) {
        double tail = 0.5 * (1.0 - settings.level());
        return new BootstrapIntervals(
                new Interval(quantile.applyAsDouble(tail), quantile.applyAsDouble(1.0 - tail)),
                new Interval(
                        quantile.applyAsDouble(adjusted(tail, z0, acceleration)),
                        quantile.applyAsDouble(adjusted(1.0 - tail, z0, acceleration))),
                acceleration,
                z0,
                0.1 * standardError,
                Math.max(
                        error(quantile, adjusted(tail, z0, acceleration), z0, settings.resamples()),
                        error(quantile, adjusted(1.0 - tail, z0, acceleration), z0, settings.resamples())),
                settings.resamples());
    }

    private static double error(DoubleUnaryOperator quantile, double probability, double z0, int resamples) {
        double z = NormalDistribution.quantile(probability);
        double spread = Math.hypot(ofQuantile(z, resamples), 2.0 * ofQuantile(z0, resamples));
        return 0.5
                * (quantile.applyAsDouble(NormalDistribution.cumulative(z + spread))
                        - quantile.applyAsDouble(NormalDistribution.cumulative(z - spread)));
    }

    /**
     * Standard error of the normal quantile of a share of resamples: sqrt(p (1 - p) / B) over the normal density at z.
     */
    private static double ofQuantile(double z, int resamples) {
        double p = NormalDistribution.cumulative(z);
        double density = Math.exp(-0.5 * z * z) / Math.sqrt(2.0 * Math.PI);
        return Math.sqrt(p * (1.0 - p) / resamples) / density;
    }

    /** The same intervals in units of which {@code factor} make one. */
    public BootstrapIntervals scaled(double factor) {
        return new BootstrapIntervals(
                percentile.scaled(factor),
                bca.scaled(factor),
                acceleration,
                biasCorrection,
                factor * tolerance,
                factor * monteCarloError,
                resamples);
    }

    private static double adjusted(double probability, double z0, double acceleration) {
        double z = z0 + NormalDistribution.quantile(probability);
        return NormalDistribution.cumulative(z0 + z / (1.0 - acceleration * z));
    }
}
