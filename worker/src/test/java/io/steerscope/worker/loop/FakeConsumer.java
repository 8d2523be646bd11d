package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import io.steerscope.worker.stage.RecordPosition;

/** A mock consumer that reads the log and the group offsets of a {@link FakeCluster}. */
final class FakeConsumer extends MockConsumer<byte[], byte[]> {

    private static final long POLL_NANOS = 200_000;

    private final FakeCluster cluster;
    private final int recordsPerPoll;
    final AtomicLong polls = new AtomicLong();
    private ConsumerRebalanceListener listener;

    /** Kafka's consumer looks for a topic that it may not read, or that was not there, only once in minutes. */
    private boolean deaf;

    FakeConsumer(FakeCluster cluster, int recordsPerPoll) {
        super("earliest");
        this.cluster = cluster;
        this.recordsPerPoll = recordsPerPoll;
        updateBeginningOffsets(Map.of(FakeCluster.P0, 0L, FakeCluster.P1, 0L));
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener rebalanceListener) {
        listener = rebalanceListener;
        deaf = false;
        super.subscribe(topics, rebalanceListener);
        schedulePollTask(() -> reassign(cluster.partitions()));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        polls.incrementAndGet();
        RuntimeException failure = cluster.pollFailures.poll();
        if (failure != null) {
            deaf = assignment().isEmpty();
            throw failure;
        }
        if (deaf) {
            LockSupport.parkNanos(POLL_NANOS);
            return ConsumerRecords.empty();
        }
        super.poll(timeout);
        ConsumerRecords<byte[], byte[]> records = read();
        if (records.isEmpty() && !timeout.isZero()) {
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
        for (TopicPartition partition : target) {
            seek(partition, positions.getOrDefault(partition, cluster.committed(partition)));
        }
    }

    synchronized void lose(TopicPartition partition) {
        Set<TopicPartition> kept = new HashSet<>(assignment());
        kept.remove(partition);
        listener.onPartitionsLost(Set.of(partition));
        reassign(kept);
    }

    private synchronized ConsumerRecords<byte[], byte[]> read() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        int left = recordsPerPoll;
        for (TopicPartition partition : assignment()) {
            if (left > 0 && !paused().contains(partition)) {
                List<ConsumerRecord<byte[], byte[]>> part = read(partition, left, records.isEmpty());
                if (!part.isEmpty()) {
                    records.put(partition, part);
                    left -= part.size();
                }
            }
        }
        return new ConsumerRecords<>(records, Map.of());
    }

    /**
     * As Kafka's consumer does: an exception that meets records is kept for the next poll; an error is not, and takes
     * with it what the poll has read before, in the same partition and in others, whose positions stay advanced.
     */
    private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, int most, boolean first) {
        List<ConsumerRecord<byte[], byte[]>> part = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : cluster.records(partition, position(partition))) {
            if (part.size() == most) {
                break;
            }
            if (cluster.unreadable.contains(new RecordPosition(record.partition(), record.offset()))) {
                if (cluster.unreadableFailure instanceof Error error) {
                    throw error;
                }
                if (part.isEmpty() && first) {
                    throw (KafkaException) cluster.unreadableFailure;
                }
                break;
            }
            part.add(record);
        }
        if (!part.isEmpty()) {
            seek(partition, part.get(part.size() - 1).offset() + 1);
        }
        return part;
    }
}
