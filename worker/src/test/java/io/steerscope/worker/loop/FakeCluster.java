package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

import io.steerscope.worker.client.ClusterProbe;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.stage.RecordPosition;

/**
 * A cluster in memory: an input log of two partitions, the offsets of one group, and what a {@code read_committed}
 * reader of the outputs sees. Transactions end as scripted.
 */
final class FakeCluster implements KafkaClients {

    static final String INPUT = "input";
    static final String OUTPUT = "output";
    static final String SUMMARIES = "summaries";
    static final String SHARED = "shared";
    static final String DEAD_LETTERS = "dead-letters";
    static final String SKIPS = "skips";
    static final TopicPartition P0 = new TopicPartition(INPUT, 0);
    static final TopicPartition P1 = new TopicPartition(INPUT, 1);

    /** How a transaction goes wrong. */
    enum Fault {
        NONE,
        SEND_FAILS,
        OFFSETS_REFUSED,
        COMMIT_FAILS,
        ANSWER_LOST_AFTER_COMMIT,
        ANSWER_LOST_BEFORE_COMMIT,
        FENCED,
        TOPIC_FORBIDDEN,
        ID_FORBIDDEN,
        GROUP_FORBIDDEN,
        RECORD_INVALID
    }

    final Map<TopicPartition, Long> committedOffsets = new ConcurrentHashMap<>();
    final List<ProducerRecord<byte[], byte[]>> visible = new CopyOnWriteArrayList<>();
    final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    final AtomicInteger openProducers = new AtomicInteger();
    final AtomicInteger producersOpened = new AtomicInteger();
    final AtomicInteger failuresToOpen = new AtomicInteger();
    final AtomicInteger refusalsToOpen = new AtomicInteger();
    final AtomicInteger sends = new AtomicInteger();
    final Set<String> missingTopics = ConcurrentHashMap.newKeySet();
    final Set<RecordPosition> unreadable = ConcurrentHashMap.newKeySet();
    final Queue<RuntimeException> pollFailures = new ConcurrentLinkedQueue<>();
    volatile KafkaException probeFailure;
    volatile Throwable unreadableFailure = new OutOfMemoryError("Java heap space");
    volatile Runnable onSend = () -> {};
    volatile int largestRecord = Integer.MAX_VALUE;
    volatile int recordsPerPoll = 500;
    volatile Set<TopicPartition> initialAssignment = Set.of(P0, P1);
    volatile FakeConsumer consumer;
    volatile FakeProducer producer;
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new ConcurrentHashMap<>();

    FakeCluster append(TopicPartition partition, String... values) {
        for (String value : values) {
            append(partition, value.getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    ConsumerRecord<byte[], byte[]> append(TopicPartition partition, byte[] value) {
        List<ConsumerRecord<byte[], byte[]>> records =
                log.computeIfAbsent(partition, key -> new CopyOnWriteArrayList<>());
        long offset = records.size();
        byte[] key = ("key-" + partition.partition() + "-" + offset).getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(INPUT, partition.partition(), offset, key, value);
        records.add(record);
        return record;
    }

    List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition, long fromOffset) {
        return log.getOrDefault(partition, List.of()).stream()
                .filter(record -> record.offset() >= fromOffset)
                .toList();
    }

    /** Values visible in the output topic, in the order of their commits. */
    List<String> outputs() {
        return values(OUTPUT);
    }

    /** Values visible in the second output topic, in the order of their commits. */
    List<String> summaries() {
        return values(SUMMARIES);
    }

    /** Keys visible in a topic, in the order of their commits. */
    List<String> keys(String topic) {
        return in(topic)
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }

    List<ProducerRecord<byte[], byte[]>> deadLetters() {
        return in(DEAD_LETTERS).toList();
    }

    List<ProducerRecord<byte[], byte[]>> skips() {
        return in(SKIPS).toList();
    }

    long committed(TopicPartition partition) {
        return committedOffsets.getOrDefault(partition, 0L);
    }

    /** Lets the group coordinator give the worker exactly {@code partitions}, at its next poll. */
    void assign(TopicPartition... partitions) {
        FakeConsumer current = consumer;
        current.schedulePollTask(() -> current.reassign(Set.of(partitions)));
    }

    /** Lets the worker lose {@code partition} without being asked, as after a session timeout. */
    void lose(TopicPartition partition) {
        FakeConsumer current = consumer;
        current.schedulePollTask(() -> current.lose(partition));
    }

    @Override
    public Consumer<byte[], byte[]> openConsumer(Map<String, Object> configuration) {
        if (!configuration.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
            return new FakeConsumer(this, 1);
        }
        consumer = new FakeConsumer(this, recordsPerPoll);
        return consumer;
    }

    @Override
    public Producer<byte[], byte[]> openProducer(Map<String, Object> configuration) {
        producersOpened.incrementAndGet();
        openProducers.incrementAndGet();
        producer = new FakeProducer(this);
        return producer;
    }

    @Override
    public ClusterProbe openProbe(Map<String, Object> configuration) {
        return new ClusterProbe() {
            @Override
            public Set<String> missing(Set<String> topics, Duration timeout) {
                KafkaException failure = probeFailure;
                if (failure != null) {
                    throw failure;
                }
                Set<String> missing = new HashSet<>(topics);
                missing.retainAll(missingTopics);
                return missing;
            }

            @Override
            public void close() {}
        };
    }

    synchronized void publish(
            Collection<ProducerRecord<byte[], byte[]>> records,
            Collection<Map<TopicPartition, OffsetAndMetadata>> offsets) {
        visible.addAll(records);
        offsets.forEach(map -> map.forEach((partition, offset) -> committedOffsets.put(partition, offset.offset())));
    }

    Set<TopicPartition> partitions() {
        return new HashSet<>(initialAssignment);
    }

    private List<String> values(String topic) {
        return in(topic)
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private Stream<ProducerRecord<byte[], byte[]>> in(String topic) {
        return List.copyOf(visible).stream().filter(record -> record.topic().equals(topic));
    }
}
