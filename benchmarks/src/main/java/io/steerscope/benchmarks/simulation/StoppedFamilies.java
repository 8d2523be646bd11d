package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.steerscope.statistics.stopping.ItemState;
import io.steerscope.statistics.stopping.StoppingDecision;
import io.steerscope.statistics.stopping.StoppingOutcome;
import io.steerscope.statistics.stopping.StoppingRule;
import io.steerscope.statistics.verdict.SmallestEffect;

/**
 * How often any of 24 cells that are stopped when decided is decided wrongly: "works" of true means of 0 without a
 * smallest effect, so that nothing else can end a cell, and "does not" of true means that are the smallest effect, in
 * units of the values so small that "works" hardly ever comes first.
 */
final class StoppedFamilies {

    private static final int[] PLANS = {10, 15, 20, 50};

    private static final int ONE_IN = 2;
    private static final double LEVEL = 0.95;
    private static final double SMALL = 0.1;
    private static final double HALF = 0.5;
    private static final String PROMISE = "at most 5 %";

    private StoppedFamilies() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Cells cells : Cells.values()) {
            String question = "Any wrong decision among " + Cells.COUNT + " " + cells.words()
                    + " that are stopped when decided, from item " + StoppingRule.FEWEST_ITEMS + " on (n planned)";
            List<Experiments.Event> events = List.of(
                    new Experiments.Event(question, "works", PROMISE),
                    new Experiments.Event(question, "works, plain t", PROMISE),
                    new Experiments.Event(question, "does not, margin", PROMISE),
                    new Experiments.Event(question, "does not, margin, plain t", PROMISE),
                    new Experiments.Event(question, "does not, " + HALF + " sd", PROMISE));
            for (Population population : Population.values()) {
                for (int plan : PLANS) {
                    rates.addAll(experiments
                            .oneIn(ONE_IN)
                            .rates(
                                    population,
                                    "n = " + plan,
                                    events,
                                    random -> wrong(cells.draw(population, random, plan), plan)));
                }
            }
        }
        rates.addAll(StoppingCosts.run(experiments));
        return rates;
    }

    /** Whether any cell of true mean 0 is decided wrongly, in the order of the events. */
    static boolean[] wrong(double[][] cells, int plan) {
        StoppingRule works = rule(new SmallestEffect.None(), plan);
        StoppingRule margin = rule(new SmallestEffect.Margin(SMALL), plan);
        StoppingRule deviations = rule(new SmallestEffect.StandardDeviations(HALF), plan);
        return new boolean[] {
            any(cells, 0.0, works, StoppingOutcome.WORKS),
            any(cells, 0.0, works.withoutAllowance(), StoppingOutcome.WORKS),
            any(cells, SMALL, margin, StoppingOutcome.DOES_NOT),
            any(cells, SMALL, margin.withoutAllowance(), StoppingOutcome.DOES_NOT),
            any(cells, HALF, deviations, StoppingOutcome.DOES_NOT)
        };
    }

    /** The rule of a cell of the family. */
    static StoppingRule rule(SmallestEffect effect, int plan) {
        return new StoppingRule(LEVEL, Cells.COUNT, effect, StoppingRule.FEWEST_ITEMS, plan);
    }

    /** The decision on values of which each is moved. */
    static Optional<StoppingDecision> decide(double[] values, double moved, StoppingRule rule) {
        return rule.decide(() -> Arrays.stream(values)
                .mapToObj(value -> (ItemState) new ItemState.Value(value + moved))
                .iterator());
    }

    private static boolean any(double[][] cells, double moved, StoppingRule rule, StoppingOutcome outcome) {
        return Arrays.stream(cells).anyMatch(values -> decide(values, moved, rule)
                .filter(decision -> decision.outcome() == outcome)
                .isPresent());
    }
}
