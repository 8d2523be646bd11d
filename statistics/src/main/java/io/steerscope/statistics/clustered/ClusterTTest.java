package io.steerscope.statistics.clustered;

import java.util.Optional;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;

/**
 * Cluster-robust t-test of the mean over all values against 0: t = mean / standard error with one degree of freedom
 * fewer than clusters, the standard error of {@link ClusterMoments#standardError()} (Liang and Zeger 1986; degrees of
 * freedom as Cameron and Miller 2015, A practitioner's guide to cluster-robust inference, J. Human Resources 50,
 * section VI).
 *
 * <p>Where all clusters have one size it is the one-sample t-test of the clusters' means, and exact for normal ones.
 *
 * @param clusters number of clusters
 * @param values number of values
 * @param mean mean over all values
 * @param standardError cluster-robust standard error of the mean
 * @param t mean / standardError
 * @param df degrees of freedom, clusters - 1
 * @param pGreater P(T >= t) under a mean of 0
 * @param pTwoSided P(|T| >= |t|) under a mean of 0
 * @param interval two-sided interval of the mean
 */
public record ClusterTTest(
        long clusters,
        long values,
        double mean,
        double standardError,
        double t,
        long df,
        double pGreater,
        double pTwoSided,
        Interval interval) {

    /**
     * The test; empty below two clusters or without variation between them.
     *
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<ClusterTTest> of(ClusterMoments moments, double level) {
        ConfidenceLevel.checked(level);
        double standardError = moments.standardError().orElse(0.0);
        if (standardError == 0.0) {
            return Optional.empty();
        }
        double mean = moments.mean().orElseThrow();
        long df = moments.clusters() - 1;
        double t = mean / standardError;
        return Optional.of(new ClusterTTest(
                moments.clusters(),
                moments.values(),
                mean,
                standardError,
                t,
                df,
                StudentT.upperTail(t, df),
                StudentT.twoSidedTail(t, df),
                Interval.around(mean, StudentT.quantile(0.5 + 0.5 * level, df) * standardError)));
    }

    /** The same test in units of which {@code factor} make one. */
    public ClusterTTest scaled(double factor) {
        return new ClusterTTest(
                clusters,
                values,
                factor * mean,
                factor * standardError,
                t,
                df,
                pGreater,
                pTwoSided,
                interval.scaled(factor));
    }
}
