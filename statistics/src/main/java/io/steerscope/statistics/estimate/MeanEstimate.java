package io.steerscope.statistics.estimate;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;

/**
 * An estimate with its standard error and the t-test and interval that rest on both.
 *
 * @param mean the estimate
 * @param standardError null where it is not determined
 * @param df degrees of freedom of the standard error; null with it
 * @param t mean / standardError; null without a standard error above 0, as all that follow
 * @param pGreater P(T >= t) if the true value is 0
 * @param pTwoSided P(|T| >= |t|) if the true value is 0
 * @param interval two-sided interval, mean +- quantile((1 + level) / 2) standardError
 * @param level confidence level of the interval
 */
public record MeanEstimate(
        double mean,
        @Nullable Double standardError,
        @Nullable Long df,
        @Nullable Double t,
        @Nullable Double pGreater,
        @Nullable Double pTwoSided,
        @Nullable Interval interval,
        double level) {

    static MeanEstimate withoutError(double mean, double level) {
        return new MeanEstimate(mean, null, null, null, null, null, null, ConfidenceLevel.checked(level));
    }

    static MeanEstimate of(double mean, double standardError, long df, double level) {
        if (standardError == 0.0) {
            return new MeanEstimate(mean, standardError, df, null, null, null, null, ConfidenceLevel.checked(level));
        }
        double t = mean / standardError;
        return new MeanEstimate(
                mean,
                standardError,
                df,
                t,
                StudentT.upperTail(t, df),
                StudentT.twoSidedTail(t, df),
                Interval.around(mean, StudentT.quantile(0.5 + 0.5 * level, df) * standardError),
                ConfidenceLevel.checked(level));
    }

    /** The same estimate in units of which {@code factor} make one. */
    public MeanEstimate scaled(double factor) {
        return new MeanEstimate(
                factor * mean,
                Fields.scaled(standardError, factor),
                df,
                t,
                pGreater,
                pTwoSided,
                Fields.scaled(interval, factor),
                level);
    }

    Fields put(Fields fields, String meanName, String errorName) {
        return fields.put(meanName, mean)
                .put(errorName, standardError)
                .put("df", df)
                .put("t", t)
                .put("p_greater", pGreater)
                .put("p_two_sided", pTwoSided)
                .put("ci" + ConfidenceLevel.percent(level), interval);
    }
}
