package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A mock consumer that reads the log and the group offsets of a {@link FakeCluster}. */
final class FakeConsumer extends MockConsumer<byte[], byte[]> {

    private static final long POLL_NANOS = 200_000;

    private final FakeCluster cluster;
    final AtomicLong polls = new AtomicLong();
    private ConsumerRebalanceListener listener;

    FakeConsumer(FakeCluster cluster) {
        super("earliest");
        this.cluster = cluster;
        setMaxPollRecords(cluster.recordsPerPoll);
        updateBeginningOffsets(Map.of(FakeCluster.P0, 0L, FakeCluster.P1, 0L));
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener rebalanceListener) {
        listener = rebalanceListener;
        super.subscribe(topics, rebalanceListener);
        schedulePollTask(() -> reassign(cluster.partitions()));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        polls.incrementAndGet();
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        if (records.isEmpty()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        return records;
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
            Set<TopicPartition> partitions, Duration timeout) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long offset = cluster.committedOffsets.get(partition);
            committed.put(partition, offset == null ? null : new OffsetAndMetadata(offset));
        }
        return committed;
    }

    synchronized void reassign(Set<TopicPartition> target) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition kept : assignment()) {
            positions.put(kept, position(kept));
        }
        rebalance(target);
        feed(target, positions);
    }

    synchronized void lose(TopicPartition partition) {
        Set<TopicPartition> kept = new HashSet<>(assignment());
        kept.remove(partition);
        listener.onPartitionsLost(Set.of(partition));
        reassign(kept);
    }

    private void feed(Set<TopicPartition> target, Map<TopicPartition, Long> positions) {
        for (TopicPartition partition : target) {
            long from = positions.getOrDefault(partition, cluster.committed(partition));
            seek(partition, from);
            cluster.records(partition, from).forEach(this::addRecord);
        }
    }
}
