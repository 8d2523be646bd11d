package io.steerscope.statistics.interval;

import java.util.Arrays;
import java.util.Optional;

import io.steerscope.statistics.exact.PoissonReplicates;

/**
 * Percentile interval of a mean from a streaming {@linkplain PoissonReplicates Poisson bootstrap}: the quantiles of the
 * replicates' weighted means at (1 - level) / 2 and (1 + level) / 2.
 *
 * <p>Given its total weight a replicate is a multinomial resample of that size, so with many units the bounds are those
 * of the ordinary percentile bootstrap (Hanley and MacGibbon 2006). Like any fixed-n interval it covers at one n, not
 * while it is watched.
 */
public final class PoissonBootstrap {

    private PoissonBootstrap() {}

    /**
     * The interval; empty below two values and where all replicates have the same mean.
     *
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<Interval> percentile(PoissonReplicates replicates, double level) {
        double tail = 0.5 * (1.0 - ConfidenceLevel.checked(level));
        double[] means = replicates.means();
        Arrays.sort(means);
        if (replicates.n() < 2 || means.length == 0 || means[0] == means[means.length - 1]) {
            return Optional.empty();
        }
        return Optional.of(new Interval(EmpiricalQuantile.of(means, tail), EmpiricalQuantile.of(means, 1.0 - tail)));
    }
}
