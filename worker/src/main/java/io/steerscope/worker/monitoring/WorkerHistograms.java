package io.steerscope.worker.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

import io.steerscope.worker.loop.DistributionSnapshot;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerDistributions;

/** The distributions of a worker as histograms of Prometheus. */
final class WorkerHistograms implements MultiCollector {

    private static final Map<String, String> HELP = Map.of(
            "steerscope_worker_read_seconds", "Polls that brought records",
            "steerscope_worker_prepare_seconds", "Preparing of records",
            "steerscope_worker_process_seconds", "Batches in the model",
            "steerscope_worker_write_seconds", "Writing of a transaction, up to its commit",
            "steerscope_worker_commit_seconds", "Transactions that were committed",
            "steerscope_worker_batch_records", "Records of a batch");

    private final Worker worker;

    WorkerHistograms(Worker worker) {
        this.worker = worker;
    }

    @Override
    public MetricSnapshots collect() {
        WorkerDistributions of = worker.distributions();
        return new MetricSnapshots(Stream.of(
                        histogram("steerscope_worker_read_seconds", of.read()),
                        histogram("steerscope_worker_prepare_seconds", of.prepare()),
                        histogram("steerscope_worker_process_seconds", of.model()),
                        histogram("steerscope_worker_write_seconds", of.write()),
                        histogram("steerscope_worker_commit_seconds", of.commit()),
                        histogram("steerscope_worker_batch_records", of.batchRecords()))
                .toArray(MetricSnapshot[]::new));
    }

    private HistogramSnapshot histogram(String name, DistributionSnapshot distribution) {
        List<Double> bounds = new ArrayList<>(distribution.bounds());
        bounds.add(Double.POSITIVE_INFINITY);
        return HistogramSnapshot.builder()
                .name(name)
                .help(String.valueOf(HELP.get(name)))
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .labels(Labels.of("worker", worker.name()))
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, distribution.counts()))
                        .sum(distribution.sum())
                        .build())
                .build();
    }
}
