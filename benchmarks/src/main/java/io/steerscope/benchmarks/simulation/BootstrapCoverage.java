package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import io.steerscope.statistics.clustered.ClusterBootstrap;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.exact.PoissonReplicates;
import io.steerscope.statistics.interval.BootstrapIntervals;
import io.steerscope.statistics.interval.BootstrapSettings;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.PoissonBootstrap;

/** How often bootstrap intervals cover the true mean 0 of the items of pairs, resampled by item and by pair. */
final class BootstrapCoverage {

    private static final int RESAMPLES = 2_000;
    private static final double LEVEL = 0.95;
    private static final String QUESTION = "The 95 % interval of the mean over " + Cells.ALPHAS
            + " alphas, correlation " + Cells.CORRELATION + ", holds it (" + RESAMPLES + " resamples)";
    private static final List<Experiments.Event> EVENTS = List.of(
            new Experiments.Event(QUESTION, "percentile over items", "95 %"),
            new Experiments.Event(QUESTION, "BCa over items", "95 %"),
            new Experiments.Event(QUESTION, "percentile over pairs", "95 %"),
            new Experiments.Event(QUESTION, "BCa over pairs", "95 %"),
            new Experiments.Event(QUESTION, "Poisson by pair", "95 %"));

    private BootstrapCoverage() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            for (int pairs : new int[] {10, 20, 50}) {
                rates.addAll(experiments
                        .oneIn(10)
                        .rates(
                                population,
                                pairs + " pairs",
                                EVENTS,
                                random -> covered(
                                        population.pairs(random, pairs, Cells.ALPHAS, Cells.CORRELATION), random)));
            }
        }
        return rates;
    }

    private static boolean[] covered(double[][] pairs, SplittableRandom random) {
        BootstrapSettings settings = new BootstrapSettings(RESAMPLES, random.nextLong(), LEVEL);
        double[] items = Arrays.stream(pairs)
                .flatMapToDouble(Arrays::stream)
                .map(value -> Population.MARGIN * value)
                .toArray();
        List<ItemAccumulator> clusters =
                Arrays.stream(pairs).map(CorrelatedAlphas::cluster).toList();
        PoissonReplicates ofPairs = PoissonReplicates.empty(settings.seed(), RESAMPLES);
        for (int pair = 0; pair < pairs.length; pair++) {
            for (double value : pairs[pair]) {
                ofPairs = ofPairs.add("pair-" + pair, Population.MARGIN * value);
            }
        }
        BootstrapIntervals ofItems = BootstrapIntervals.ofMean(items, settings).orElseThrow();
        BootstrapIntervals ofClusters =
                ClusterBootstrap.ofMean(clusters, settings).orElseThrow();
        List<Interval> intervals = List.of(
                ofItems.percentile(),
                ofItems.bca(),
                ofClusters.percentile(),
                ofClusters.bca(),
                PoissonBootstrap.percentile(ofPairs, LEVEL).orElseThrow());
        boolean[] covered = new boolean[intervals.size()];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = intervals.get(i).contains(0.0);
        }
        return covered;
    }
}
