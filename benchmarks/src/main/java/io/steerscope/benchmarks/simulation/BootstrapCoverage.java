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

/** How often bootstrap intervals cover the true mean 0, for independent items and for the items of pairs. */
final class BootstrapCoverage {

    private static final int RESAMPLES = 2_000;
    private static final int ALPHAS = 3;
    private static final double CORRELATION = 0.7;
    private static final double LEVEL = 0.95;
    private static final String QUESTION = "true mean inside the 95 % interval";
    private static final List<Experiments.Event> EVENTS = List.of(
            new Experiments.Event(QUESTION, "one alpha: percentile", LEVEL),
            new Experiments.Event(QUESTION, "one alpha: BCa", LEVEL),
            new Experiments.Event(QUESTION, "one alpha: Poisson", LEVEL),
            new Experiments.Event(QUESTION, "three alphas: percentile over items", LEVEL),
            new Experiments.Event(QUESTION, "three alphas: BCa over items", LEVEL),
            new Experiments.Event(QUESTION, "three alphas: cluster percentile", LEVEL),
            new Experiments.Event(QUESTION, "three alphas: cluster BCa", LEVEL),
            new Experiments.Event(QUESTION, "three alphas: Poisson by pair", LEVEL));

    private BootstrapCoverage() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            for (int pairs : new int[] {50, 150}) {
                rates.addAll(experiments.rates(
                        population,
                        pairs + " pairs, correlation " + CORRELATION,
                        EVENTS,
                        random -> covered(population.pairs(random, pairs, ALPHAS, CORRELATION), random)));
            }
        }
        return rates;
    }

    private static boolean[] covered(double[][] pairs, SplittableRandom random) {
        BootstrapSettings settings = new BootstrapSettings(RESAMPLES, random.nextLong(), LEVEL);
        double[] oneAlpha = Arrays.stream(pairs).mapToDouble(pair -> pair[0]).toArray();
        double[] items = Arrays.stream(pairs).flatMapToDouble(Arrays::stream).toArray();
        List<ItemAccumulator> clusters =
                Arrays.stream(pairs).map(CorrelatedAlphas::cluster).toList();
        PoissonReplicates ofOneAlpha = PoissonReplicates.empty(settings.seed(), RESAMPLES);
        PoissonReplicates ofPairs = PoissonReplicates.empty(settings.seed(), RESAMPLES);
        for (int pair = 0; pair < pairs.length; pair++) {
            ofOneAlpha = ofOneAlpha.add("pair-" + pair, pairs[pair][0]);
            for (double margin : pairs[pair]) {
                ofPairs = ofPairs.add("pair-" + pair, margin);
            }
        }
        BootstrapIntervals ofItem =
                BootstrapIntervals.ofMean(oneAlpha, settings).orElseThrow();
        BootstrapIntervals ofItems = BootstrapIntervals.ofMean(items, settings).orElseThrow();
        BootstrapIntervals ofClusters =
                ClusterBootstrap.ofMean(clusters, settings).orElseThrow();
        List<Interval> intervals = List.of(
                ofItem.percentile(),
                ofItem.bca(),
                PoissonBootstrap.percentile(ofOneAlpha, LEVEL).orElseThrow(),
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
