package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.MinimumDetectableEffect;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.verdict.PlannedGroup;
import io.steerscope.statistics.verdict.Verdict;
import io.steerscope.statistics.verdict.VerdictSettings;
import io.steerscope.statistics.verdict.Verdicts;

/**
 * The reference design's family of 8 categories at 3 alphas: how often any of its verdicts is wrong, at the end and
 * looked at after every round of one item for each cell. All true means are 0 (any "works" is wrong), or all are the
 * smallest effect of interest (any "does not" is wrong).
 */
final class VerdictFamilies {

    private static final int CATEGORIES = 8;
    private static final int ALPHAS = 3;
    private static final int PAIRS = 50;
    private static final double CORRELATION = 0.7;
    private static final VerdictSettings SETTINGS = VerdictSettings.defaults();
    private static final List<Experiments.Event> EVENTS = List.of(
            new Experiments.Event("any wrong verdict 'works' of 24", "final verdicts", 0.05),
            new Experiments.Event("any wrong verdict 'works' of 24", "running verdicts at any look", 0.05),
            new Experiments.Event("any wrong verdict 'does not' of 24", "final verdicts", 0.05),
            new Experiments.Event("any wrong verdict 'does not' of 24", "running verdicts at any look", 0.05));

    private VerdictFamilies() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            rates.addAll(experiments.rates(
                    population, "24 cells of " + PAIRS + " items", EVENTS, random -> judge(population, random)));
        }
        return rates;
    }

    private static boolean[] judge(Population population, SplittableRandom random) {
        double effect = Population.SD
                * MinimumDetectableEffect.cohensD(PAIRS, (1.0 - SETTINGS.level()) / (CATEGORIES * ALPHAS), 0.8);
        List<double[][]> categories = new ArrayList<>();
        for (int category = 0; category < CATEGORIES; category++) {
            categories.add(population.pairs(random, PAIRS, ALPHAS, CORRELATION));
        }
        boolean[] happened = new boolean[EVENTS.size()];
        for (int item = (int) ConfidenceSequence.BURN_IN + 1; item <= PAIRS; item++) {
            happened[1] |= any(Verdict.Works.class, Verdicts.whileRunning(family(categories, item, 0.0), SETTINGS));
            happened[3] |=
                    any(Verdict.DoesNot.class, Verdicts.whileRunning(family(categories, item, effect), SETTINGS));
        }
        happened[0] = any(Verdict.Works.class, Verdicts.atCompletion(family(categories, PAIRS, 0.0), SETTINGS));
        happened[2] = any(Verdict.DoesNot.class, Verdicts.atCompletion(family(categories, PAIRS, effect), SETTINGS));
        return happened;
    }

    private static boolean any(Class<? extends Verdict> kind, Map<String, Verdict> verdicts) {
        return verdicts.values().stream().anyMatch(kind::isInstance);
    }

    private static Map<String, PlannedGroup> family(List<double[][]> categories, int items, double shift) {
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        for (int category = 0; category < CATEGORIES; category++) {
            for (int alpha = 0; alpha < ALPHAS; alpha++) {
                ExactMoments moments = ExactMoments.EMPTY;
                for (int item = 0; item < items; item++) {
                    moments = moments.add(categories.get(category)[item][alpha] + shift);
                }
                family.put(category + "|" + alpha, new PlannedGroup(moments, PAIRS));
            }
        }
        return family;
    }
}
