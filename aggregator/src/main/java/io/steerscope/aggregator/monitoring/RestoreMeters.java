package io.steerscope.aggregator.monitoring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How far the restoring of stores from their changelog topics is, which an aggregator does before it answers:
 * {@code steerscope.restore.partitions}, {@code steerscope.restore.records.left} and
 * {@code steerscope.restore.records}.
 */
public final class RestoreMeters implements StateRestoreListener {

    private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();
    private final Counter restored;

    public RestoreMeters(MeterRegistry registry) {
        Gauge.builder("steerscope.restore.partitions", left, Map::size)
                .description("Partitions of stores that are being restored")
                .register(registry);
        Gauge.builder("steerscope.restore.records.left", left, RestoreMeters::sum)
                .description("Offsets of changelogs that are still to be restored, transaction markers included")
                .register(registry);
        restored = Counter.builder("steerscope.restore.records")
                .description("Records of changelogs restored")
                .register(registry);
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        left.put(partition, Math.max(0, end - start));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEnd, long records) {
        restored.increment(records);
        left.computeIfPresent(partition, (of, before) -> Math.max(0, before - records));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long records) {
        left.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long records) {
        left.remove(partition);
    }

    private static double sum(Map<TopicPartition, Long> of) {
        return of.values().stream().mapToLong(Long::longValue).sum();
    }
}
