package io.steerscope.benchmarks.simulation;

import java.util.function.IntToDoubleFunction;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.PrimarySequence;
import io.steerscope.statistics.interval.TSequence;

/**
 * The t from which on a one-sided test against "the mean is at most 0" rejects at each n: as every p-value here falls
 * with t, they are found once. Infinite where the test claims nothing.
 */
final class CriticalValues {

    private final double[] byN;

    private CriticalValues(int plan, int first, IntToDoubleFunction critical) {
        byN = new double[plan + 1];
        for (int n = 0; n <= plan; n++) {
            byN[n] = n < Math.max(2, first) ? Double.POSITIVE_INFINITY : critical.applyAsDouble(n);
        }
    }

    /** Of the t-test, from the first n on. */
    static CriticalValues ofT(int plan, int first, double alpha) {
        return new CriticalValues(plan, first, n -> -StudentT.quantile(alpha, n - 1.0));
    }

    /** Of the sequence for t that is narrowest at the plan at an error rate of {@code tuned}. */
    static CriticalValues ofSequenceForT(int plan, double alpha, double tuned) {
        double c = TSequence.narrowestAt(plan, 2.0 * tuned);
        return new CriticalValues(plan, 2, n -> TSequence.criticalT(n, alpha, c));
    }

    /**
     * Of the asymptotic sequence that is narrowest at the plan at an error rate of {@code tuned}, from the first n
     * on.
     */
    static CriticalValues ofAsymptoticSequence(int plan, int first, double alpha, double tuned) {
        double rhoSquared = ConfidenceSequence.rhoSquared(2.0 * tuned, plan);
        return new CriticalValues(plan, first, n -> Math.sqrt(n) * ConfidenceSequence.depth(n, alpha, rhoSquared));
    }

    /** Of the sequence that decides a family of cells while data arrive, at Holm's first step. */
    static CriticalValues ofRunningVerdicts(int plan) {
        return PrimarySequence.ofPlan(plan) == PrimarySequence.T
                ? ofSequenceForT(plan, Cells.FIRST_STEP, Cells.FIRST_STEP)
                : ofAsymptoticSequence(plan, (int) ConfidenceSequence.BURN_IN + 1, Cells.FIRST_STEP, 0.05);
    }

    boolean rejects(double t, int n) {
        return t >= byN[n];
    }

    /** Whether the test claims anything at any n. */
    boolean claim() {
        return byN[byN.length - 1] < Double.POSITIVE_INFINITY;
    }
}
