package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts values by size; many threads may add to it. */
final class Distribution {

    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    private Distribution(double... bounds) {
        this.bounds = bounds;
        this.counts = Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
    }

    /** Of steps that take milliseconds: bounds from 1 ms to 10 s. */
    static Distribution ofSteps() {
        return new Distribution(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);
    }

    /** Of batches in a model, which take milliseconds or minutes: bounds from 10 ms to 10 min. */
    static Distribution ofModel() {
        return new Distribution(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600);
    }

    /** Of numbers of records: bounds from 1 to 256. */
    static Distribution ofRecords() {
        return new Distribution(1, 2, 4, 8, 16, 32, 64, 128, 256);
    }

    void add(double value) {
        int place = Arrays.binarySearch(bounds, value);
        counts[place < 0 ? -place - 1 : place].increment();
        sum.add(value);
    }

    void addNanos(long nanos) {
        add(nanos / 1e9);
    }

    void add(Duration time) {
        addNanos(time.toNanos());
    }

    DistributionSnapshot snapshot() {
        return new DistributionSnapshot(
                Arrays.stream(bounds).boxed().toList(),
                List.of(Arrays.stream(counts).map(LongAdder::sum).toArray(Long[]::new)),
                sum.sum());
    }
}
