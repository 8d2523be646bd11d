package io.steerscope.benchmarks.bootstrap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.steerscope.statistics.clustered.ClusterBootstrap;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.interval.BootstrapIntervals;
import io.steerscope.statistics.interval.BootstrapSettings;

/** Percentile and BCa intervals, both in one call, from 10,000 resamples of the reference experiment's 1,200 items. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BootstrapBenchmark {

    private static final int PAIRS = 400;
    private static final int ALPHAS = 3;

    private final BootstrapSettings settings = new BootstrapSettings(10_000, 1, 0.95);
    private final double[] items = new double[PAIRS * ALPHAS];
    private final List<ItemAccumulator> pairs = new ArrayList<>();

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        for (int pair = 0; pair < PAIRS; pair++) {
            ItemAccumulator cluster = ItemAccumulator.EMPTY;
            for (int alpha = 0; alpha < ALPHAS; alpha++) {
                double margin = 0.04 * random.nextGaussian();
                items[pair * ALPHAS + alpha] = margin;
                cluster = cluster.add(margin);
            }
            pairs.add(cluster);
        }
    }

    @Benchmark
    public Optional<BootstrapIntervals> items() {
        return BootstrapIntervals.ofMean(items, settings);
    }

    @Benchmark
    public Optional<BootstrapIntervals> pairs() {
        return ClusterBootstrap.ofMean(pairs, settings);
    }
}
