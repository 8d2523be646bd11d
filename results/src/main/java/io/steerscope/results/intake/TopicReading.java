package io.steerscope.results.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import io.steerscope.schemas.consumer.PersistentConsumer;

/**
 * Reads topics whole, each from its beginning to the end that it has when its reading begins; what is committed alone.
 * Used by one thread.
 */
public final class TopicReading implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALL = Duration.ofSeconds(60);

    private final Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoTime;

    /** Which records are given of a topic that is written to while it is read. */
    public enum Extent {

        /** Those before the ends that its partitions have when the reading begins. */
        UP_TO_FIRST_ENDS,

        /** Those, and newer ones that were read with them. */
        AND_NEWER
    }

    /**
     * What is done with a record.
     *
     * @param <E> how it fails
     */
    @FunctionalInterface
    public interface Action<E extends Exception> {
        void accept(ConsumerRecord<byte[], byte[]> record) throws E;
    }

    /**
     * Told before every poll and at the end how far the reading is.
     *
     * @param <E> how it fails
     */
    @FunctionalInterface
    public interface Progress<E extends Exception> {

        /** @param left offsets that are yet to be read */
        void left(long left) throws E;
    }

    /** @param clientProperties Kafka client properties, {@code bootstrap.servers} among them */
    public TopicReading(Map<String, Object> clientProperties) {
        this(PersistentConsumer.ofNoGroup(clientProperties, IsolationLevel.READ_COMMITTED), System::nanoTime);
    }

    TopicReading(Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads a topic.
     *
     * @throws E as {@code action} or {@code progress}
     * @throws TimeoutException if the topic sends nothing for a minute
     */
    public <E extends Exception> void forEach(String topic, Extent extent, Action<E> action, Progress<E> progress)
            throws E {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long lastProgress = nanoTime.getAsLong();
        long left = left(ends);
        while (left > 0) {
            progress.left(left);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (extent == Extent.AND_NEWER || isBefore(ends, record)) {
                    action.accept(record);
                }
            }
            long now = left(ends);
            if (now < left) {
                lastProgress = nanoTime.getAsLong();
            } else if (nanoTime.getAsLong() - lastProgress > STALL.toNanos()) {
                throw new TimeoutException("Topic " + topic + " has sent nothing for " + STALL.toSeconds() + " s");
            }
            left = now;
        }
        progress.left(0);
    }

    private static boolean isBefore(Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> record) {
        return record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
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
