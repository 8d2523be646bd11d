package io.steerscope.statistics.contrast;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.SignFlips;
import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;

/**
 * What a group of differences, one a pair, says of their mean: at the planned n by the t-test, before by a confidence
 * sequence.
 *
 * @param n number of pairs
 * @param mean mean difference; null without a pair
 * @param sd standard deviation, denominator n - 1; null below two pairs
 * @param tTest t-test against 0; null below two pairs, where the differences do not vary, and before the planned n
 * @param signFlips exact test by sign flips; null without a pair, above {@value SignFlips#MOST_EXACT}, and before the
 *     planned n
 * @param running what holds at every moment; null below two pairs, where the differences do not vary, and at the
 *     planned n
 * @param level confidence level of the interval
 */
public record ContrastFigures(
        long n,
        @Nullable Double mean,
        @Nullable Double sd,
        @Nullable TTest tTest,
        @Nullable SignFlips signFlips,
        @Nullable RunningTest running,
        double level) {

    /** The figures of differences in units of 2^-60 at their planned n. */
    static ContrastFigures atFixedN(Collection<Long> units, double level) {
        ExactMoments moments = moments(units);
        return new ContrastFigures(
                moments.n(),
                Fields.orNull(moments.mean()),
                Fields.orNull(moments.standardDeviation()),
                TTest.of(moments, level).orElse(null),
                SignFlips.of(units.stream().mapToLong(Long::longValue).toArray())
                        .orElse(null),
                null,
                level);
    }

    /** The figures of differences in units of 2^-60 of which others may follow. */
    static ContrastFigures whileRunning(Collection<Long> units, long plannedN, double level) {
        ExactMoments moments = moments(units);
        return new ContrastFigures(
                moments.n(),
                Fields.orNull(moments.mean()),
                Fields.orNull(moments.standardDeviation()),
                null,
                null,
                RunningTest.of(moments, Math.max(1, plannedN), level).orElse(null),
                level);
    }

    /** The two-sided interval of the mean difference; null where there is none. */
    public @Nullable Interval interval() {
        return tTest != null ? tTest.interval() : running != null ? running.interval() : null;
    }

    /** The two-sided p-value that goes with the interval; null where there is none. */
    public @Nullable Double pTwoSided() {
        return tTest != null ? Double.valueOf(tTest.pTwoSided()) : running != null ? running.pTwoSided() : null;
    }

    /** The p-value against "the mean difference is at most 0" of the same test; null where there is none. */
    public @Nullable Double pGreater() {
        return tTest != null ? Double.valueOf(tTest.pGreater()) : running != null ? running.pGreater() : null;
    }

    ContrastFigures scaled(double factor) {
        return new ContrastFigures(
                n,
                Fields.scaled(mean, factor),
                Fields.scaled(sd, factor),
                tTest == null ? null : tTest.scaled(factor),
                signFlips,
                running == null ? null : running.scaled(factor),
                level);
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        Fields fields = new Fields().put("n", n).put("mean", mean).put("sd", sd);
        if (tTest != null) {
            fields.put("t", tTest.t())
                    .put("df", tTest.df())
                    .put("p_two_sided", tTest.pTwoSided())
                    .put("p_greater", tTest.pGreater())
                    .put("p_less", StudentT.upperTail(-tTest.t(), tTest.df()))
                    .put("ci" + ConfidenceLevel.percent(level) + "_t", tTest.interval());
        }
        if (signFlips != null) {
            fields.put("sign_flip_p_two_sided", signFlips.pTwoSided()).put("sign_flip_p_greater", signFlips.pGreater());
        }
        if (running != null) {
            running.put(fields, level);
        }
        return fields.toMap();
    }

    private static ExactMoments moments(Collection<Long> units) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (long difference : units) {
            moments = moments.addUnits(difference);
        }
        return moments;
    }
}
