package io.steerscope.statistics.distribution;

import java.util.function.DoubleUnaryOperator;

import org.apache.commons.math3.analysis.solvers.BrentSolver;

/** The root of a decreasing function that takes both signs. */
public final class DecreasingRoot {

    private static final double RELATIVE = 1e-14;
    private static final double ABSOLUTE = 1e-13;
    private static final int MOST_STEPS = 200;

    private DecreasingRoot() {}

    /**
     * The root by Brent's method, after a bracket was found by doubling steps from a start.
     *
     * @throws ArithmeticException if none is found
     */
    public static double find(DoubleUnaryOperator function, double start, double firstStep) {
        double low = start;
        double high = start;
        double step = firstStep;
        for (int i = 0; function.applyAsDouble(low) < 0.0; i++, step *= 2.0) {
            high = low;
            low -= step;
            refuseEndless(i, start);
        }
        step = firstStep;
        for (int i = 0; function.applyAsDouble(high) > 0.0; i++, step *= 2.0) {
            low = high;
            high += step;
            refuseEndless(i, start);
        }
        if (low == high) {
            return start;
        }
        return new BrentSolver(RELATIVE, ABSOLUTE, 1e-16)
                .solve(MOST_STEPS, function::applyAsDouble, low, high, 0.5 * (low + high));
    }

    private static void refuseEndless(int step, double start) {
        if (step > MOST_STEPS) {
            throw new ArithmeticException("No root near " + start);
        }
    }
}
