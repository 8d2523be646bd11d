package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.TSequence;

/** A mean of 0 that is looked at after every independent value: how often it is taken for another at least once. */
final class WatchedTests {

    private static final double ALPHA = 0.05;
    private static final int AFTER_BURN_IN = (int) ConfidenceSequence.BURN_IN + 1;
    private static final String PROMISE = "at most 5 %";
    private static final String QUESTION = "A true null hypothesis is rejected at any look (n planned)";
    private static final Experiments.Event OUTSIDE = new Experiments.Event(
            "The true mean is outside the two-sided sequence for t at any look (n planned)", "sequence for t", PROMISE);

    private WatchedTests() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            for (int plan : new int[] {5, 10, 20, 50, 150, 1_200}) {
                Map<Experiments.Event, CriticalValues> tests = tests(plan);
                List<Experiments.Event> events = new ArrayList<>(tests.keySet());
                events.add(OUTSIDE);
                List<CriticalValues> critical = List.copyOf(tests.values());
                double c = TSequence.narrowestAt(plan, ALPHA);
                rates.addAll(experiments.rates(
                        population,
                        "n = " + plan,
                        events,
                        random -> watch(population.sample(random, plan), critical, c)));
            }
        }
        return rates;
    }

    private static Map<Experiments.Event, CriticalValues> tests(int plan) {
        Map<Experiments.Event, CriticalValues> tests = new LinkedHashMap<>();
        tests.put(event("t-test, looks from item 2"), CriticalValues.ofT(plan, 2, ALPHA));
        tests.put(event("sequence for t, looks from item 2"), CriticalValues.ofSequenceForT(plan, ALPHA, ALPHA));
        tests.put(
                event("asymptotic sequence, looks from item 2 (burn-in ignored)"),
                CriticalValues.ofAsymptoticSequence(plan, 2, ALPHA, ALPHA));
        tests.put(event("t-test, looks from item " + AFTER_BURN_IN), CriticalValues.ofT(plan, AFTER_BURN_IN, ALPHA));
        tests.put(
                event("asymptotic sequence, looks from item " + AFTER_BURN_IN),
                CriticalValues.ofAsymptoticSequence(plan, AFTER_BURN_IN, ALPHA, ALPHA));
        tests.values().removeIf(critical -> !critical.claim());
        return tests;
    }

    private static Experiments.Event event(String method) {
        return new Experiments.Event(QUESTION, method, PROMISE);
    }

    private static boolean[] watch(double[] values, List<CriticalValues> critical, double c) {
        boolean[] any = new boolean[critical.size() + 1];
        RunningSample sample = new RunningSample();
        for (int n = 1; n <= values.length; n++) {
            sample.add(values[n - 1]);
            if (n >= 2) {
                double t = sample.t();
                for (int test = 0; test < critical.size(); test++) {
                    any[test] |= critical.get(test).rejects(t, n);
                }
                any[critical.size()] |= TSequence.logE(t, n, c) >= -Math.log(ALPHA);
            }
        }
        return any;
    }
}
