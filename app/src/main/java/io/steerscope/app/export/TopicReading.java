package io.steerscope.app.export;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import io.steerscope.schemas.consumer.PersistentConsumer;

/** Reads topics from their beginning to the end that they have then; what is committed alone. */
final class TopicReading implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALL = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** What is done with a record. */
    interface Action {
        void accept(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    /** What is done after every few records. */
    interface Progress {

        /** @param left offsets that are yet to be read */
        void left(long left) throws IOException;
    }

    TopicReading(Map<String, Object> clientProperties) {
        consumer = PersistentConsumer.ofNoGroup(clientProperties, IsolationLevel.READ_COMMITTED);
    }

    /**
     * Reads a topic.
     *
     * @throws TimeoutException if the topic sends nothing for a minute
     */
    void forEach(String topic, Action action, Progress progress) throws IOException {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long lastProgress = System.nanoTime();
        long left = left(ends);
        while (left > 0) {
            progress.left(left);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
                    action.accept(record);
                }
            }
            long now = left(ends);
            if (now < left) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > STALL.toNanos()) {
                throw new TimeoutException("Topic " + topic + " has sent nothing for " + STALL.toSeconds() + " s");
            }
            left = now;
        }
        progress.left(0);
    }

    private long left(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
