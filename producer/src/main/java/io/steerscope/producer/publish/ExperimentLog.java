package io.steerscope.producer.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicDefinition;

/**
 * The {@code experiments} topic, read from its beginning to its end.
 *
 * <p>The end is the end of all records, committed or not. A reader of committed records alone would stop at the first
 * transaction that is still open, whoever's it is, and miss what was committed behind it.
 */
final class ExperimentLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Consumer<String, byte[]> committed;
    private final Consumer<String, byte[]> uncommitted;
    private final TopicDefinition topic;
    private final Deserializer<Experiment> values = AvroSerdes.deserializer(Experiment.class);

    /**
     * @param committed reads committed records only
     * @param uncommitted sees the end of all records
     * @param topic the topic of experiments
     */
    ExperimentLog(Consumer<String, byte[]> committed, Consumer<String, byte[]> uncommitted, TopicDefinition topic) {
        this.committed = committed;
        this.uncommitted = uncommitted;
        this.topic = topic;
    }

    static ExperimentLog open(Map<String, ?> kafkaConfig, TopicDefinition topic) {
        return new ExperimentLog(
                consumer(kafkaConfig, IsolationLevel.READ_COMMITTED),
                consumer(kafkaConfig, IsolationLevel.READ_UNCOMMITTED),
                topic);
    }

    private static Consumer<String, byte[]> consumer(Map<String, ?> kafkaConfig, IsolationLevel isolation) {
        return new KafkaConsumer<>(
                ClientProperties.consumer(kafkaConfig, isolation),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * The last committed record of an experiment; none if there is none or the last is a tombstone.
     *
     * @throws ProductionException if the topic does not exist, or a transaction stays open for minutes
     */
    Optional<Experiment> find(String experimentId) {
        List<TopicPartition> partitions = committed.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new ProductionException("topic " + topic.name() + " does not exist: run `steerscope topics apply`");
        }
        Map<TopicPartition, Long> ends = uncommitted.endOffsets(partitions);
        committed.assign(partitions);
        committed.seekToBeginning(partitions);
        Map<String, byte[]> last = new HashMap<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReadTo(ends)) {
            if (System.nanoTime() > deadline) {
                throw new ProductionException(
                        "topic " + topic.name() + " has a transaction that does not end: try again in 15 minutes");
            }
            for (ConsumerRecord<String, byte[]> record : committed.poll(POLL)) {
                if (experimentId.equals(record.key())) {
                    last.put(experimentId, record.value());
                }
            }
        }
        return Optional.ofNullable(values.deserialize(topic.name(), last.get(experimentId)));
    }

    private boolean isReadTo(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> committed.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        committed.close();
        uncommitted.close();
    }
}
