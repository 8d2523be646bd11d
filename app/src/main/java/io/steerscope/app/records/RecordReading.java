package io.steerscope.app.records;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.consumer.PersistentConsumer;

/**
 * Reads a topic as a member of no group, what is committed alone. Used by one thread.
 *
 * <p>To the ends that the partitions have when the reading begins, they are read one after the other, so that the same
 * records come in the same order each time. A reading that follows takes them as they come.
 */
public final class RecordReading implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALL = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final BooleanSupplier isStopped;

    /**
     * Opens a consumer.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @param isStopped asked between polls; once it is true, the reading ends
     */
    public RecordReading(Map<String, Object> clientProperties, BooleanSupplier isStopped) {
        this(PersistentConsumer.ofNoGroup(clientProperties, IsolationLevel.READ_COMMITTED), isStopped);
    }

    RecordReading(Consumer<byte[], byte[]> consumer, BooleanSupplier isStopped) {
        this.consumer = consumer;
        this.isStopped = isStopped;
    }

    /**
     * Reads until the range is read, the sink wants no other record, or the reading is stopped.
     *
     * @throws ActionableException if the topic has no such partition
     * @throws TimeoutException if the topic, read to its end, sends nothing for a minute
     */
    public void read(String topic, ReadingRange range, RecordSink sink) {
        List<TopicPartition> partitions = partitions(topic, range.partitions());
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        if (range.isFollowing()) {
            consumer.assign(partitions);
            partitions.forEach(partition -> seek(partition, range.start(), beginnings, ends));
            follow(sink);
        } else {
            for (TopicPartition partition : partitions) {
                consumer.assign(List.of(partition));
                seek(partition, range.start(), beginnings, ends);
                if (!readTo(partition, offset(ends, partition), sink)) {
                    return;
                }
            }
        }
    }

    private List<TopicPartition> partitions(String topic, Set<Integer> wanted) {
        Set<Integer> existing = consumer.partitionsFor(topic).stream()
                .map(partition -> partition.partition())
                .collect(Collectors.toCollection(TreeSet::new));
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition : wanted.isEmpty() ? existing : new TreeSet<>(wanted)) {
            if (!existing.contains(partition)) {
                throw new ActionableException("topic %s has no partition %d: it has %d, counted from 0"
                        .formatted(topic, partition, existing.size()));
            }
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    private void seek(
            TopicPartition partition,
            StartOffset start,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        consumer.seek(partition, start.within(offset(beginnings, partition), offset(ends, partition)));
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private void follow(RecordSink sink) {
        while (!isStopped.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!sink.accept(record)) {
                    return;
                }
            }
            if (!sink.flush()) {
                return;
            }
        }
    }

    /** Reads one partition up to an offset; false if the reading is over. */
    private boolean readTo(TopicPartition partition, long end, RecordSink sink) {
        long lastProgress = System.nanoTime();
        long position = consumer.position(partition);
        while (position < end) {
            if (isStopped.getAsBoolean()) {
                return false;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end && !sink.accept(record)) {
                    return false;
                }
            }
            if (!sink.flush()) {
                return false;
            }
            long now = consumer.position(partition);
            if (now > position) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > STALL.toNanos()) {
                throw new TimeoutException(
                        "Topic " + partition.topic() + " has sent nothing for " + STALL.toSeconds() + " s");
            }
            position = now;
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
