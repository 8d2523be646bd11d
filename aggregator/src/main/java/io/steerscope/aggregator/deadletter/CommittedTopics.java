package io.steerscope.aggregator.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.schemas.consumer.PersistentConsumer;

/**
 * What is committed in topics. Their ends are the ends of all records, committed or not: a reader that stopped at a
 * transaction which is still open would miss the notes behind it, and a record would be put back twice.
 */
final class CommittedTopics implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> committed;
    private final Consumer<byte[], byte[]> all;
    private final Duration patience;

    /**
     * @param committed reads committed records only
     * @param all sees the end of all records
     * @param patience how long a transaction may stay open before reading is given up
     */
    CommittedTopics(Consumer<byte[], byte[]> committed, Consumer<byte[], byte[]> all, Duration patience) {
        this.committed = committed;
        this.all = all;
        this.patience = patience;
    }

    static CommittedTopics open(Map<String, Object> clientProperties) {
        OpenedResources opened = new OpenedResources();
        try {
            PersistentConsumer committed =
                    PersistentConsumer.ofNoGroup(clientProperties, IsolationLevel.READ_COMMITTED);
            opened.add(committed, committed::close);
            PersistentConsumer all = PersistentConsumer.ofNoGroup(clientProperties, IsolationLevel.READ_UNCOMMITTED);
            return new CommittedTopics(committed, all, Duration.ofMinutes(2));
        } catch (RuntimeException e) {
            throw opened.closedAfter(e);
        }
    }

    /**
     * Calls {@code action} with every committed record of a topic, those of a partition in order.
     *
     * @throws TimeoutException if nothing comes for minutes, as where a transaction stays open
     */
    void forEach(String topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        List<TopicPartition> partitions = all.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = all.endOffsets(partitions);
        committed.assign(partitions);
        committed.seekToBeginning(partitions);
        read(ends, topic, action);
    }

    /**
     * Calls {@code action} with the committed records at some offsets, in their order, as far as they are still there.
     */
    void fetch(
            TopicPartition partition,
            SortedSet<Long> offsets,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        committed.assign(List.of(partition));
        committed.seek(partition, offsets.first());
        read(Map.of(partition, offsets.last() + 1), partition.topic(), record -> {
            if (offsets.contains(record.offset())) {
                action.accept(record);
            }
        });
    }

    private void read(
            Map<TopicPartition, Long> ends,
            String topic,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        long deadline = System.nanoTime() + patience.toNanos();
        long before = -1;
        while (ends.entrySet().stream().anyMatch(end -> committed.position(end.getKey()) < end.getValue())) {
            committed.poll(POLL).forEach(action);
            long reached = ends.keySet().stream().mapToLong(committed::position).sum();
            if (reached > before) {
                before = reached;
                deadline = System.nanoTime() + patience.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "topic " + topic + " sends nothing more, though its end is not reached: it may"
                                + " have a transaction that does not end; try again in 15 minutes");
            }
        }
    }

    @Override
    public void close() {
        committed.close();
        all.close();
    }
}
