package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.hypothesis.SkewnessAdjustedT;

/**
 * How often a cell is said to collapse whose pairs lose exactly the loss of interest, or nothing where any loss counts;
 * and how often one is said to move whose margins have not changed: margins change symmetrically where diversities are
 * of one shape, else skewed to the left.
 */
final class WrongCollapses {

    private static final double LOSS = 0.1;
    private static final String PROMISE = "at most 5 %";

    private WrongCollapses() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (DiversityShape shape : DiversityShape.values()) {
            for (int pairs : new int[] {5, 10, 20, 50}) {
                rates.addAll(experiments
                        .oneIn(2)
                        .rates(
                                shape.words(),
                                pairs + " pairs",
                                events(LOSS),
                                random -> outcome(shape, pairs, LOSS, random)));
            }
        }
        for (DiversityShape shape : DiversityShape.values()) {
            for (int pairs : new int[] {5, 10, 20, 50}) {
                rates.addAll(experiments
                        .oneIn(2)
                        .rates(
                                shape.words(),
                                pairs + " pairs",
                                events(0.0).subList(0, 4),
                                random -> Arrays.copyOf(outcome(shape, pairs, 0.0, random), 4)));
            }
        }
        return rates;
    }

    private static List<Experiments.Event> events(double loss) {
        String of = loss == 0.0 ? ", diversity unchanged and loss 0" : ", 10 % lost at the loss of 10 %";
        String one = "One cell is wrongly said to collapse" + of;
        String any = "Any of %d cells is wrongly said to collapse%s".formatted(Cells.COUNT, of);
        return List.of(
                new Experiments.Event(one, "t", PROMISE),
                new Experiments.Event(one, "t for skewed values", PROMISE),
                new Experiments.Event(any, "t", PROMISE),
                new Experiments.Event(any, "t for skewed values", PROMISE),
                new Experiments.Event(
                        "Any of %d cells is wrongly said to move, margins unchanged".formatted(Cells.COUNT),
                        "t",
                        PROMISE),
                new Experiments.Event(
                        "Any of %d cells is wrongly said to move by collapse, margins unchanged, 10 %% lost"
                                .formatted(Cells.COUNT),
                        "t",
                        PROMISE));
    }

    /** The one cell is the first of the family. */
    private static boolean[] outcome(DiversityShape shape, int pairs, double loss, SplittableRandom random) {
        double first = StudentT.quantile(1.0 - Cells.FIRST_STEP, pairs - 1.0);
        double single = StudentT.quantile(0.95, pairs - 1.0);
        double[][] contrasts = contrasts(shape, pairs, loss, random);
        double[][] margins = Cells.CORRELATED.draw(
                shape == DiversityShape.ALIKE ? Population.NORMAL : Population.SKEWED_LEFT, random, pairs);
        boolean[] happened = new boolean[6];
        for (int cell = 0; cell < Cells.COUNT; cell++) {
            Sample lost = Sample.of(contrasts[cell]);
            double t = -lost.t(0.0);
            double adjusted = SkewnessAdjustedT.adjusted(t, -lost.skewness(), pairs);
            if (cell == 0) {
                happened[0] = t > single;
                happened[1] = adjusted > single;
            }
            boolean isUp = Sample.of(margins[cell]).t(0.0) > first;
            happened[2] |= t > first;
            happened[3] |= adjusted > first;
            happened[4] |= isUp;
            happened[5] |= isUp && t > first;
        }
        return happened;
    }

    /** d - (1 - loss) d_0 of true mean 0, a row of pairs for each cell. */
    private static double[][] contrasts(DiversityShape shape, int pairs, double loss, SplittableRandom random) {
        double[][] contrasts = new double[Cells.COUNT][pairs];
        double[] items = new double[1 + Cells.ALPHAS];
        for (int cell = 0; cell < Cells.COUNT; cell += Cells.ALPHAS) {
            for (int pair = 0; pair < pairs; pair++) {
                shape.draw(random, 1.0 - loss, items);
                for (int alpha = 0; alpha < Cells.ALPHAS; alpha++) {
                    contrasts[cell + alpha][pair] = items[1 + alpha] - (1.0 - loss) * items[0];
                }
            }
        }
        return contrasts;
    }
}
