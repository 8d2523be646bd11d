package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.hypothesis.SkewnessAdjustedT;
import io.steerscope.statistics.interval.TSequence;

/**
 * How often any of 24 cells whose two margins have one true mean is said to move, and any of 24 contrasts to differ.
 * What is subtracted is drawn once a pair for its three alphas, from the population that names the row.
 */
final class PairedDifferences {

    private static final String PROMISE = "at most 5 %";
    private static final double THIRD = 1.0 / 3.0;

    /** How the margins of the method are drawn beside those that are subtracted. */
    private enum Method {
        /** A pair makes both large or small: differences are symmetric, whatever the shape. */
        ALIKE("of the same shape and spread, correlated by " + Cells.CORRELATION) {
            @Override
            double[] draw(Population population, SplittableRandom random) {
                double[] margins = new double[1 + Cells.ALPHAS];
                population.draw(random, Cells.CORRELATION, margins);
                return margins;
            }
        },
        /** Differences have the skewness of what is subtracted, mirrored: the least favourable case. */
        NARROW("normal, a third as wide, not correlated") {
            @Override
            double[] draw(Population population, SplittableRandom random) {
                double[] margins = new double[1 + Cells.ALPHAS];
                Population.NORMAL.draw(random, 0.0, margins);
                Arrays.setAll(margins, i -> margins[i] * THIRD);
                margins[0] = population.sample(random, 1)[0];
                return margins;
            }
        };

        private final String words;

        Method(String words) {
            this.words = words;
        }

        /** A margin to be subtracted, then one of the method for each alpha. */
        abstract double[] draw(Population population, SplittableRandom random);
    }

    private PairedDifferences() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Method method : Method.values()) {
            List<Experiments.Event> events = List.of(
                    event("\"moves\"", method, "at completion, in use"),
                    event("\"moves\"", method, "at any look, in use"),
                    event("difference of two methods", method, "at completion, two-sided t"),
                    event("difference of two methods", method, "at any look, sequence for t"));
            for (Population population : Population.values()) {
                for (int n : new int[] {5, 10, 20, 50}) {
                    CriticalValues watched = CriticalValues.ofRunningVerdicts(n);
                    double c = TSequence.narrowestAt(n, 0.05);
                    double t = -StudentT.quantile(0.5 * Cells.FIRST_STEP, n - 1.0);
                    rates.addAll(experiments.rates(
                            population,
                            "n = " + n,
                            events,
                            random -> outcome(cells(method, population, random, n), watched, c, t)));
                }
            }
        }
        return rates;
    }

    private static Experiments.Event event(String verdict, Method method, String rule) {
        return new Experiments.Event(
                "Any wrong %s among %d cells, the method's margins %s".formatted(verdict, Cells.COUNT, method.words),
                rule,
                PROMISE);
    }

    /** Differences of true mean 0, one row of n for each cell. */
    private static double[][] cells(Method method, Population population, SplittableRandom random, int n) {
        double[][] cells = new double[Cells.COUNT][n];
        for (int cell = 0; cell < Cells.COUNT; cell += Cells.ALPHAS) {
            for (int i = 0; i < n; i++) {
                double[] margins = method.draw(population, random);
                for (int alpha = 0; alpha < Cells.ALPHAS; alpha++) {
                    cells[cell + alpha][i] = margins[1 + alpha] - margins[0];
                }
            }
        }
        return cells;
    }

    private static boolean[] outcome(double[][] cells, CriticalValues watched, double c, double criticalT) {
        boolean[] any = new boolean[4];
        for (double[] values : cells) {
            Sample whole = Sample.of(values);
            double t = whole.t(0.0);
            any[0] |= SkewnessAdjustedT.pGreater(t, whole.skewness(), whole.n()) <= Cells.FIRST_STEP;
            any[2] |= Math.abs(t) >= criticalT;
            RunningSample sample = new RunningSample();
            for (int n = 1; n <= values.length; n++) {
                sample.add(values[n - 1]);
                if (n >= 2) {
                    double running = sample.t();
                    double skewness = sample.figures().skewness();
                    any[1] |= watched.rejects(SkewnessAdjustedT.adjusted(running, skewness, n), n);
                    any[3] |= TSequence.logE(running, n, c) >= -Math.log(Cells.FIRST_STEP);
                }
            }
        }
        return any;
    }
}
