package io.steerscope.benchmarks.bootstrap;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.steerscope.statistics.exact.PoissonReplicates;

/** Cost of one item that is added or replaced in a streaming Poisson bootstrap, and of its bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PoissonUpdateBenchmark {

    @Param({"200", "1000"})
    public int replicates;

    private PoissonReplicates state = PoissonReplicates.empty(1, 2);
    private String[] units = {};
    private int next;

    @Setup
    public void fill() {
        state = PoissonReplicates.empty(1, replicates);
        units = new String[1_200];
        for (int i = 0; i < units.length; i++) {
            units[i] = "c1-p" + i / 3 + "|" + i % 3;
            state = state.add(units[i], 0.001 * (i % 100));
        }
    }

    @Benchmark
    public PoissonReplicates add() {
        return state.add(unit(), 0.05);
    }

    @Benchmark
    public PoissonReplicates replace() {
        return state.replace(unit(), 0.05, 0.06);
    }

    @Benchmark
    public byte[] toBytes() {
        return state.toBytes();
    }

    private String unit() {
        next = next + 1 == units.length ? 0 : next + 1;
        return units[next];
    }
}
