package io.steerscope.statistics.embedding;

import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * How many kinds of image a set holds, whatever its prompts: effective numbers from the eigenvalues of C = Y'Y / n, Y
 * of unit rows, and figures about the mean.
 *
 * @param n number of images
 * @param meanResultantLength |m|, m the mean of the unit vectors, in [0, 1]
 * @param meanPairwiseDistance mean of 1 - cos over pairs of images; null of one image
 * @param participationRatio (tr S)^2 / tr S^2 of the covariance S about m; null where tr S is at most 1e-12
 * @param q1 Vendi score, exp(H), in [1, n]
 * @param q2 Vendi score of order 2 (RKE), 1 / |C|^2
 * @param infinite Vendi score of infinite order, 1 / max p
 * @param q2Unbiased n (n - 1) / (sum of squared cosines - n); null of one image, and where no two images are alike at
 *     all
 * @param order the effective number of the order that was asked for; null without one
 */
public record PlainSpectrum(
        int n,
        double meanResultantLength,
        @Nullable Double meanPairwiseDistance,
        @Nullable Double participationRatio,
        double q1,
        double q2,
        double infinite,
        @Nullable Double q2Unbiased,
        @Nullable Double order) {

    static PlainSpectrum of(
            RunningMean mean, double centredSquares, double squares, EigenSpectrum spectrum, OptionalDouble order) {
        int n = mean.n();
        double trace = mean.trace();
        double ofOthers = squares * n * n - n;
        double length = Math.sqrt(UnitVectors.dot(mean.mean(), mean.mean()));
        return new PlainSpectrum(
                n,
                Math.min(1.0, length),
                n < 2 ? null : Double.valueOf(trace * n / (n - 1)),
                trace <= EigenSpectrum.ZERO ? null : Double.valueOf(trace * trace / centredSquares),
                spectrum.modes().orElseThrow(),
                1.0 / squares,
                spectrum.infiniteOrder().orElseThrow(),
                n < 2 || ofOthers <= EigenSpectrum.ZERO * n ? null : Double.valueOf(n * (n - 1.0) / ofOthers),
                order.isEmpty()
                        ? null
                        : Double.valueOf(spectrum.order(order.getAsDouble()).orElseThrow()));
    }
}
