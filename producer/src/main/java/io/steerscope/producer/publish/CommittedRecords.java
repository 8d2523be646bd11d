package io.steerscope.producer.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.schemas.consumer.PersistentConsumer;
import io.steerscope.schemas.consumer.UnreadableMark;
import io.steerscope.schemas.topic.TopicDefinition;

/**
 * What is committed in a topic, from its beginning to its end.
 *
 * <p>The end is the end of all records, committed or not. A reader of committed records alone would stop at the first
 * transaction that is still open, whoever's it is, and miss what was committed behind it.
 */
public final class CommittedRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> committed;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> uncommitted;
    private final OpenedResources opened;

    /**
     * @param committed reads committed records only
     * @param uncommitted sees the end of all records
     * @param opened closed with this
     */
    CommittedRecords(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> committed,
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> uncommitted,
            OpenedResources opened) {
        this.committed = committed;
        this.uncommitted = uncommitted;
        this.opened = opened;
    }

    /** Opens the clients. */
    public static CommittedRecords open(Map<String, ?> kafkaConfig) {
        OpenedResources opened = new OpenedResources();
        try {
            return new CommittedRecords(
                    open(kafkaConfig, IsolationLevel.READ_COMMITTED, opened),
                    open(kafkaConfig, IsolationLevel.READ_UNCOMMITTED, opened),
                    opened);
        } catch (RuntimeException e) {
            throw opened.closedAfter(e);
        }
    }

    private static org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> open(
            Map<String, ?> kafkaConfig, IsolationLevel isolation, OpenedResources opened) {
        PersistentConsumer consumer = PersistentConsumer.ofNoGroup(kafkaConfig, isolation);
        return opened.add(consumer, consumer::close);
    }

    /** The key of a record as text, or null where it has none. */
    public static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    /**
     * Calls {@code action} with every committed record of the topic that can be read, those of a partition in order.
     *
     * @throws ProductionException if the topic does not exist, or a transaction stays open for minutes
     */
    public void forEach(TopicDefinition topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> ends = uncommitted.endOffsets(partitions);
        committed.assign(partitions);
        committed.seekToBeginning(partitions);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReadTo(ends)) {
            if (System.nanoTime() > deadline) {
                throw new ProductionException(
                        "topic " + topic.name() + " has a transaction that does not end: try again in 15 minutes");
            }
            for (ConsumerRecord<byte[], byte[]> record : committed.poll(POLL)) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
                if (UnreadableMark.of(record.headers()).isEmpty()) {
                    action.accept(record);
                }
            }
        }
    }

    /**
     * The ends of the partitions of a topic, behind all records, committed or not.
     *
     * @throws ProductionException if the topic does not exist
     */
    Map<TopicPartition, Long> ends(TopicDefinition topic) {
        return uncommitted.endOffsets(partitions(topic));
    }

    private List<TopicPartition> partitions(TopicDefinition topic) {
        List<TopicPartition> partitions = committed.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new ProductionException("topic " + topic.name() + " does not exist: run `steerscope topics apply`");
        }
        return partitions;
    }

    private boolean isReadTo(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> committed.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        opened.close();
    }
}
