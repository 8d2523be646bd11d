package io.steerscope.worker.monitoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerProgress;

/** The meters of one worker; closing takes them out of the registry. */
public final class WorkerMetrics implements AutoCloseable {

    private final Worker worker;
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    /** Binds the meters of {@code worker} to {@code registry}. */
    public WorkerMetrics(Worker worker, MeterRegistry registry) {
        this.worker = worker;
        this.registry = registry;
        counter("received", "Records polled", WorkerProgress::received);
        counter("emitted", "Records committed to the output topic", WorkerProgress::emitted);
        counter("rejected", "Dead letters committed", WorkerProgress::rejected);
        counter("skipped", "Records skipped", WorkerProgress::skipped);
        counter("abandoned", "Records dropped, to be processed again", WorkerProgress::abandoned);
        counter("commits", "Transactions committed", WorkerProgress::commits);
        counter("aborts", "Transactions aborted", WorkerProgress::aborts);
        gauge("in.flight", "Records in memory", WorkerProgress::inFlight);
        gauge("partitions", "Partitions assigned", WorkerProgress::partitions);
        gauge("lag", "Records still to be polled", WorkerProgress::lag);
        timer("prepare", "Preparing of records", WorkerProgress::settled, WorkerProgress::prepareTime);
        timer("process", "Batches in the model", WorkerProgress::batches, WorkerProgress::processTime);
        timer("wait", "Model thread waiting for records", WorkerProgress::batches, WorkerProgress::waitTime);
        timer("commit", "Transactions", WorkerProgress::commits, WorkerProgress::commitTime);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private void counter(String name, String description, ToDoubleFunction<WorkerProgress> value) {
        meters.add(FunctionCounter.builder(
                        "steerscope.worker." + name, worker, source -> value.applyAsDouble(source.progress()))
                .tag("worker", worker.name())
                .description(description)
                .register(registry));
    }

    private void gauge(String name, String description, ToDoubleFunction<WorkerProgress> value) {
        meters.add(Gauge.builder("steerscope.worker." + name, worker, source -> value.applyAsDouble(source.progress()))
                .tag("worker", worker.name())
                .description(description)
                .register(registry));
    }

    private void timer(
            String name,
            String description,
            ToLongFunction<WorkerProgress> count,
            Function<WorkerProgress, Duration> time) {
        meters.add(FunctionTimer.builder(
                        "steerscope.worker." + name,
                        worker,
                        source -> count.applyAsLong(source.progress()),
                        source -> time.apply(source.progress()).toNanos(),
                        TimeUnit.NANOSECONDS)
                .tag("worker", worker.name())
                .description(description)
                .register(registry));
    }
}
