package io.steerscope.statistics.distribution;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * The noncentral t distribution: T = (Z + noncentrality) / S, Z standard normal, S^2 an independent chi-squared over
 * its degrees of freedom (Johnson, Kotz and Balakrishnan 1995, Continuous univariate distributions 2, chapter 31).
 *
 * <p>P(T <= t) is the integral over s > 0 of F(t s - noncentrality) f(s), F the normal distribution function and f the
 * density of S. The integrand is positive and log-concave, so that each tail is summed by itself and without
 * cancellation: from its mode to where it has fallen by a factor of e^-{@value #FALL}, by the Gauss-Legendre rule of 20
 * nodes on panels that are as fine as the faster of F and f. Relative error of either tail below 1e-10 down to 1e-250,
 * for degrees of freedom from 1 to 1e6 and noncentralities up to 1e4.
 */
public final class NoncentralT {

    static final double FALL = 50.0;

    private static final double SQRT_2 = Math.sqrt(2.0);
    private static final double LARGEST = 1e100;

    /** A slope of F over s from which it is a step: its place is then known to 1e-12, and so is the probability. */
    private static final double STEEPEST = 1e12;

    private static final int MOST_SECTIONS = 200;
    private static final GaussLegendre RULE = GaussLegendre.ofNodes(20);

    private final double t;
    private final double df;
    private final double noncentrality;

    private NoncentralT(double t, double df, double noncentrality) {
        if (!(Math.abs(t) <= LARGEST) || !(df >= 1.0) || !(df <= LARGEST) || !(Math.abs(noncentrality) <= LARGEST)) {
            throw new IllegalArgumentException(
                    "No noncentral t distribution at t = " + t + ", df = " + df + ", noncentrality " + noncentrality);
        }
        this.t = t;
        this.df = df;
        this.noncentrality = noncentrality;
    }

    /**
     * P(T <= t).
     *
     * @throws IllegalArgumentException if an argument is not finite or its magnitude is above 1e100, or df is below 1
     */
    public static double cumulative(double t, double df, double noncentrality) {
        return new NoncentralT(t, df, noncentrality).lowerTail();
    }

    /**
     * P(T >= t).
     *
     * @throws IllegalArgumentException as {@link #cumulative} does
     */
    public static double upperTail(double t, double df, double noncentrality) {
        return new NoncentralT(-t, df, -noncentrality).lowerTail();
    }

    /**
     * The noncentrality under which P(T <= t) = probability; it falls as the probability rises.
     *
     * @throws IllegalArgumentException if the probability is not inside (0, 1), or as {@link #cumulative} does
     */
    public static double noncentrality(double t, double df, double probability) {
        if (!(probability > 0.0 && probability < 1.0)) {
            throw new IllegalArgumentException("Probability " + probability + " is not inside (0, 1)");
        }
        double start = t - NormalDistribution.quantile(probability) * Math.sqrt(1.0 + 0.5 * t * t / df);
        return DecreasingRoot.find(
                noncentrality -> probability <= 0.5
                        ? cumulative(t, df, noncentrality) - probability
                        : 1.0 - probability - upperTail(t, df, noncentrality),
                start,
                1.0 + 0.1 * Math.abs(start));
    }

    private double lowerTail() {
        if (t == 0.0) {
            return NormalDistribution.upperTail(noncentrality);
        }
        double mode = mode();
        double least = logIntegrand(mode) - FALL;
        double width = 1.0 / Math.sqrt(2.0 * df);
        double low = end(mode, Math.max(0.0, mode - width), least);
        double high = end(mode, mode + width, least);
        double knee = noncentrality / t;
        double slope = 1.0 / Math.min(Math.abs(t), STEEPEST);
        double total = 0.0;
        for (double from = low; from < high; ) {
            double saturated = t > 0.0 ? from - knee : knee - from;
            double panel = Math.min(1.5 * width, 1.5 * slope + 0.5 * Math.max(0.0, saturated));
            double to = high - from < 1.1 * panel ? high : from + panel;
            total += RULE.integrate(this::integrand, from, to);
            from = to;
        }
        return Math.min(1.0, total);
    }

    private double integrand(double s) {
        double z = t * s - noncentrality;
        return 0.5 * Erf.erfc(-z / SQRT_2) * Math.exp(logDensity(s));
    }

    private double logIntegrand(double s) {
        return s <= 0.0 && df > 1.0 ? Double.NEGATIVE_INFINITY : logNormal(t * s - noncentrality) + logDensity(s);
    }

    /** Logarithm of the density of S; Stirling's series keeps the constant's digits at many degrees of freedom. */
    private double logDensity(double s) {
        double deviation = s - 1.0;
        double log = s > 0.5 ? Math.log1p(deviation) : Math.log(s);
        double exponent = df == 1.0 ? 0.5 - 0.5 * s * s : df * (log - deviation - 0.5 * deviation * deviation) - log;
        return logConstant() + exponent;
    }

    private double logConstant() {
        double a = 0.5 * df;
        if (a < 20.0) {
            return Math.log(2.0) + a * Math.log(a) - a - Gamma.logGamma(a);
        }
        double inverse = 1.0 / (a * a);
        double series = (1.0 / 12.0 - inverse * (1.0 / 360.0 - inverse * (1.0 / 1260.0 - inverse / 1680.0))) / a;
        return Math.log(2.0) + 0.5 * Math.log(0.5 * a / Math.PI) - series;
    }

    private static double logNormal(double z) {
        return z > -30.0
                ? Math.log(NormalDistribution.cumulative(z))
                : -0.5 * z * z - Math.log(-z) - 0.5 * Math.log(2.0 * Math.PI) + Math.log1p(-1.0 / (z * z));
    }

    /** The s at which the integrand is largest, by golden section over its logarithm, to a hundredth of its width. */
    private double mode() {
        double low = 0.0;
        double high = 2.0;
        while (logIntegrand(2.0 * high) > logIntegrand(high)) {
            high *= 2.0;
        }
        high *= 2.0;
        double golden = 0.5 * (Math.sqrt(5.0) - 1.0);
        double left = high - golden * (high - low);
        double right = low + golden * (high - low);
        double atLeft = logIntegrand(left);
        double atRight = logIntegrand(right);
        double enough = 0.01 / (Math.sqrt(2.0 * df) + Math.min(Math.abs(t), STEEPEST));
        for (int section = 0; section < MOST_SECTIONS && high - low > enough; section++) {
            if (atLeft < atRight) {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + golden * (high - low);
                atRight = logIntegrand(right);
            } else {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - golden * (high - low);
                atLeft = logIntegrand(left);
            }
        }
        return 0.5 * (low + high);
    }

    /**
     * Where, beyond the mode on the side of {@code first}, the logarithm of the integrand has fallen to {@code least}.
     */
    private double end(double mode, double first, double least) {
        double inside = mode;
        double outside = first;
        while (outside > 0.0 && logIntegrand(outside) > least) {
            inside = outside;
            outside = Math.max(0.0, mode + 2.0 * (outside - mode));
        }
        double enough = 0.1 / (Math.sqrt(2.0 * df) + Math.min(Math.abs(t), STEEPEST));
        for (int step = 0; step < MOST_SECTIONS && Math.abs(outside - inside) > enough; step++) {
            double middle = 0.5 * (inside + outside);
            if (logIntegrand(middle) > least) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return outside;
    }
}
