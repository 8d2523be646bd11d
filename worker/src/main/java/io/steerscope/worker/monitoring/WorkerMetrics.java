package io.steerscope.worker.monitoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerProgress;

/**
 * The meters of one worker; closing takes them out of the registry. {@code docs/operations.md} lists them.
 */
public final class WorkerMetrics implements AutoCloseable {

    private final Worker worker;
    private final PrometheusMeterRegistry registry;
    private final WorkerHistograms histograms;
    private final List<Meter> meters = new ArrayList<>();

    /** Binds the meters of {@code worker} to {@code registry}. */
    public WorkerMetrics(Worker worker, PrometheusMeterRegistry registry) {
        this.histograms = new WorkerHistograms(worker);
        this.worker = worker;
        this.registry = registry;
        counter("received", "Records polled", WorkerProgress::received);
        counter("emitted", "Records committed to the output topic", WorkerProgress::emitted);
        counter("rejected", "Dead letters committed", WorkerProgress::rejected);
        counter("skipped", "Records skipped", WorkerProgress::skipped);
        counter("abandoned", "Records dropped, to be processed again", WorkerProgress::abandoned);
        counter("commits", "Transactions committed", WorkerProgress::commits);
        counter("aborts", "Transactions aborted", WorkerProgress::aborts);
        counter("rebalances", "Times that the group handed out partitions anew", WorkerProgress::rebalances);
        for (FailureKind kind : FailureKind.values()) {
            failures(kind);
        }
        progress("in.flight", "Records in memory", WorkerProgress::inFlight);
        progress("partitions", "Partitions assigned", WorkerProgress::partitions);
        progress("lag", "Records still to be polled", WorkerProgress::lag);
        timer("wait", "Model thread waiting for records", WorkerProgress::batches, WorkerProgress::waitTime);
        gauge("steerscope.worker.batch.limit", "The most records of a batch", Worker::batchSize);
        gauge("steerscope.worker.queue.limit", "The most records in memory", Worker::queueBound);
        gauge(
                "steerscope.cluster.available",
                "1 if the cluster answers and has the topics of the role, else 0",
                of -> of.isClusterAvailable() ? 1 : 0);
        registry.getPrometheusRegistry().register(histograms);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
        registry.getPrometheusRegistry().unregister(histograms);
    }

    private void failures(FailureKind kind) {
        meters.add(FunctionCounter.builder("steerscope.worker.failures", worker, source -> source.progress()
                        .failures()
                        .getOrDefault(kind, 0L))
                .tag("worker", worker.name())
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .description("Dead letters committed, by kind")
                .register(registry));
    }

    private void gauge(String name, String description, ToDoubleFunction<Worker> value) {
        meters.add(Gauge.builder(name, worker, value)
                .tag("worker", worker.name())
                .description(description)
                .register(registry));
    }

    private void counter(String name, String description, ToDoubleFunction<WorkerProgress> value) {
        meters.add(FunctionCounter.builder(
                        "steerscope.worker." + name, worker, source -> value.applyAsDouble(source.progress()))
                .tag("worker", worker.name())
                .description(description)
                .register(registry));
    }

    private void progress(String name, String description, ToDoubleFunction<WorkerProgress> value) {
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
