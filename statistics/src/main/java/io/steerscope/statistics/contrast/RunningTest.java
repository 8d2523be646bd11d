package io.steerscope.statistics.contrast;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.PrimarySequence;
import io.steerscope.statistics.interval.TSequence;

/**
 * What may be said of a mean while values arrive: it holds at every moment, however often one looks.
 *
 * @param sequence the sequence that the planned n chooses
 * @param plannedN number of values of the design
 * @param interval two-sided interval at the level; null while n is too small for one
 * @param pGreater always-valid p-value against "mean <= 0"; 1 while n is too small
 * @param pTwoSided always-valid p-value against "mean = 0"; 1 while n is too small
 */
public record RunningTest(
        PrimarySequence sequence, long plannedN, @Nullable Interval interval, double pGreater, double pTwoSided) {

    /** The test; empty below two values or without variance. */
    public static Optional<RunningTest> of(ExactMoments moments, long plannedN, double level) {
        PrimarySequence sequence = PrimarySequence.ofPlan(plannedN);
        double sd = moments.standardDeviation().orElse(0.0);
        if (sd == 0.0) {
            return Optional.empty();
        }
        if (sequence.isBurnIn(moments.n())) {
            return Optional.of(new RunningTest(sequence, plannedN, null, 1.0, 1.0));
        }
        return switch (sequence) {
            case T ->
                TSequence.of(moments, plannedN, level)
                        .map(one -> new RunningTest(
                                sequence,
                                plannedN,
                                one.twoSided(),
                                one.pGreater(),
                                Math.min(1.0, Math.exp(-one.logE()))));
            case ASYMPTOTIC ->
                ConfidenceSequence.of(moments, plannedN, level)
                        .map(one -> new RunningTest(
                                sequence,
                                plannedN,
                                one.twoSided(),
                                one.pGreater(),
                                ConfidenceSequence.alwaysValidPTwoSided(
                                        moments.mean().orElseThrow() / sd, moments.n(), one.rhoSquaredTwoSided())));
        };
    }

    /**
     * The asymptotic test of an estimate that is no mean, with its standard error, whatever the planned n; empty below
     * two values and where the standard error is 0.
     *
     * @param n number of independent values that the estimate rests on
     */
    static Optional<RunningTest> ofStandardError(
            double estimate, double standardError, long n, long plannedN, double level) {
        PrimarySequence sequence = PrimarySequence.ASYMPTOTIC;
        if (n < 2 || standardError == 0.0) {
            return Optional.empty();
        }
        if (sequence.isBurnIn(n)) {
            return Optional.of(new RunningTest(sequence, plannedN, null, 1.0, 1.0));
        }
        double sd = standardError * Math.sqrt(n);
        ConfidenceSequence of = ConfidenceSequence.ofEstimate(estimate, sd, n, plannedN, level);
        return Optional.of(new RunningTest(
                sequence,
                plannedN,
                of.twoSided(),
                of.pGreater(),
                ConfidenceSequence.alwaysValidPTwoSided(estimate / sd, n, of.rhoSquaredTwoSided())));
    }

    RunningTest scaled(double factor) {
        return new RunningTest(sequence, plannedN, Fields.scaled(interval, factor), pGreater, pTwoSided);
    }

    void put(Fields fields, double level) {
        fields.put("sequence", sequence.id())
                .put("planned_n", plannedN)
                .put("cs" + ConfidenceLevel.percent(level) + "_two_sided", interval)
                .put("anytime_p_greater", pGreater)
                .put("anytime_p_two_sided", pTwoSided);
    }
}
