package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.interval.BootstrapIntervals;
import io.steerscope.statistics.interval.BootstrapSettings;

/** How often 95 % intervals of a mean over independent values cover it; where there is no interval it does not. */
final class IntervalCoverage {

    private static final int RESAMPLES = 2_000;
    private static final double LEVEL = 0.95;
    private static final String QUESTION =
            "The 95 % interval of a mean holds it (bootstraps of " + RESAMPLES + " resamples)";
    private static final List<Experiments.Event> EVENTS = List.of(
            new Experiments.Event(QUESTION, "t", "95 %"),
            new Experiments.Event(QUESTION, "BCa", "95 %"),
            new Experiments.Event(QUESTION, "percentile", "95 %"));

    private IntervalCoverage() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            for (int n : new int[] {2, 3, 5, 10, 20, 50}) {
                double quantile = StudentT.quantile(0.5 + 0.5 * LEVEL, n - 1.0);
                rates.addAll(experiments
                        .oneIn(4)
                        .rates(
                                population,
                                "n = " + n,
                                EVENTS,
                                random -> covered(population.sample(random, n), quantile, random)));
            }
        }
        return rates;
    }

    private static boolean[] covered(double[] values, double quantile, SplittableRandom random) {
        double[] margins =
                Arrays.stream(values).map(value -> Population.MARGIN * value).toArray();
        BootstrapIntervals bootstrap = BootstrapIntervals.ofMean(
                        margins, new BootstrapSettings(RESAMPLES, random.nextLong(), LEVEL))
                .orElse(null);
        return new boolean[] {
            Math.abs(Sample.of(values).t(0.0)) <= quantile,
            bootstrap != null && bootstrap.bca().contains(0.0),
            bootstrap != null && bootstrap.percentile().contains(0.0)
        };
    }
}
