package io.steerscope.benchmarks.moments;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.steerscope.statistics.exact.ExactMoments;

/** Cost of one value added to exact moments, and to the moments of commons-math3, which cannot remove a value. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MomentsBenchmark {

    private static final int VALUES = 1_200;

    private final double[] margins = new double[VALUES];

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < VALUES; i++) {
            margins[i] = random.nextDouble(-0.2, 0.2);
        }
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public ExactMoments exactMoments() {
        ExactMoments moments = ExactMoments.EMPTY;
        for (double margin : margins) {
            moments = moments.add(margin);
        }
        return moments;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public SummaryStatistics commonsMath() {
        SummaryStatistics statistics = new SummaryStatistics();
        for (double margin : margins) {
            statistics.addValue(margin);
        }
        return statistics;
    }
}
