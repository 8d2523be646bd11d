package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.stopping.StoppingDecision;
import io.steerscope.statistics.stopping.StoppingRule;
import io.steerscope.statistics.verdict.PlannedGroup;
import io.steerscope.statistics.verdict.SmallestEffect;
import io.steerscope.statistics.verdict.VerdictSettings;
import io.steerscope.statistics.verdict.Verdicts;

/**
 * What stopping saves and what it costs, against the verdicts of all planned items: of one image drawn at random
 * whether it is made, and of one cell drawn at random what is said of it. The smallest effect is half a standard
 * deviation.
 */
final class StoppingCosts {

    private static final double SMALLEST_EFFECT = 0.5;
    private static final int ONE_IN = 5;
    private static final String UNDECIDED = "undecided";

    /**
     * True means of the cells.
     *
     * @param words in tables
     * @param larger true mean of every other cell
     * @param smaller true mean of the rest
     */
    private record Effects(String words, double larger, double smaller) {}

    private static final List<Effects> EFFECTS = List.of(
            new Effects("no effect", 0.0, 0.0),
            new Effects("1 sd in half of the cells", 1.0, 0.0),
            new Effects("0.25 sd in all", 0.25, 0.25),
            new Effects("0.5 sd in all", 0.5, 0.5),
            new Effects("1.5 sd in half, 1 sd in half", 1.5, 1.0));

    private StoppingCosts() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Effects effects : EFFECTS) {
            String question =
                    "Stopped when decided, smallest effect " + SMALLEST_EFFECT + " sd as a margin, " + effects.words();
            List<Experiments.Event> events = List.of(
                    new Experiments.Event(question, "images made", ""),
                    new Experiments.Event(question, "images made, plain t", ""),
                    new Experiments.Event(question, "same verdict as with all images", ""),
                    new Experiments.Event(question, "decided with all images alone", ""),
                    new Experiments.Event(question, "decided when stopped alone", ""),
                    new Experiments.Event(question, "decided the other way", ""),
                    new Experiments.Event(question, "decided by the plain t alone", ""));
            for (Population population : Population.values()) {
                for (int plan : new int[] {15, 50}) {
                    for (Cells cells : plan == 50 ? Cells.values() : new Cells[] {Cells.INDEPENDENT}) {
                        rates.addAll(experiments
                                .oneIn(ONE_IN)
                                .rates(
                                        population,
                                        "n = " + plan + (cells == Cells.CORRELATED ? ", correlated" : ""),
                                        events,
                                        random -> one(effects, cells.draw(population, random, plan), random)));
                    }
                }
            }
        }
        return rates;
    }

    private static boolean[] one(Effects effects, double[][] values, SplittableRandom random) {
        int plan = values[0].length;
        int cell = random.nextInt(values.length);
        int item = random.nextInt(plan);
        StoppingRule rule = StoppedFamilies.rule(new SmallestEffect.Margin(SMALLEST_EFFECT), plan);
        double mean = mean(effects, cell);
        Optional<StoppingDecision> stopped = StoppedFamilies.decide(values[cell], mean, rule);
        Optional<StoppingDecision> plain = StoppedFamilies.decide(values[cell], mean, rule.withoutAllowance());
        String atEnd = atCompletion(effects, values).get(cell);
        String decided = stopped.map(one -> one.outcome().words()).orElse(UNDECIDED);
        boolean isDecidedAtEnd = !atEnd.equals(UNDECIDED);
        return new boolean[] {
            isMade(stopped, item),
            isMade(plain, item),
            atEnd.equals(decided),
            isDecidedAtEnd && stopped.isEmpty(),
            !isDecidedAtEnd && stopped.isPresent(),
            isDecidedAtEnd && stopped.isPresent() && !atEnd.equals(decided),
            stopped.isEmpty() && plain.isPresent()
        };
    }

    private static double mean(Effects effects, int cell) {
        return cell % 2 == 0 ? effects.larger() : effects.smaller();
    }

    private static boolean isMade(Optional<StoppingDecision> decision, int item) {
        return decision.isEmpty() || item <= decision.get().place();
    }

    /** What is said of each cell when all of its images are there. */
    private static List<String> atCompletion(Effects effects, double[][] values) {
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        for (int cell = 0; cell < values.length; cell++) {
            ExactMoments moments = ExactMoments.EMPTY;
            for (double value : values[cell]) {
                moments = moments.add(Population.MARGIN * (value + mean(effects, cell)));
            }
            family.put(Integer.toString(cell), new PlannedGroup(moments, values[cell].length));
        }
        VerdictSettings settings = VerdictSettings.defaults()
                .withSmallestEffect(new SmallestEffect.Margin(Population.MARGIN * SMALLEST_EFFECT));
        return Verdicts.atCompletion(family, settings).values().stream()
                .map(verdict -> verdict.outcome())
                .toList();
    }
}
