package io.steerscope.aggregator.image;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateUnavailableException.Reason;
import io.steerscope.schemas.client.ClientProperties;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.serde.AvroSerdes;

/**
 * Single records of the topic of images, by position. One consumer of no group serves one reader after the other; a
 * fetch brings the one batch that holds the record, which is the least that Kafka sends.
 */
final class ImageRecords implements AutoCloseable {

    /** How many threads may wait for their turn, so that others keep some to answer with. */
    private static final int LARGEST_WAITING = 12;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<Consumer<String, GeneratedImage>> opener;
    private final String topic;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile @Nullable Consumer<String, GeneratedImage> consumer;
    private volatile boolean closed;

    ImageRecords(Map<String, Object> clientProperties, String topic, String clientId) {
        this(() -> open(clientProperties, clientId), topic, PATIENCE);
    }

    /** @param patience how long to wait for other readers, and then for the cluster */
    ImageRecords(Supplier<Consumer<String, GeneratedImage>> opener, String topic, Duration patience) {
        this.opener = opener;
        this.topic = topic;
        this.patience = patience;
    }

    /**
     * The record at a position.
     *
     * @throws ImageGoneException if there is none any more, or it is no image
     * @throws StateUnavailableException if the cluster does not answer, or others wait already
     */
    ConsumerRecord<String, GeneratedImage> read(ImagePosition position) throws ImageGoneException {
        acquire();
        try {
            return read(opened(), new TopicPartition(topic, position.getPartition()), position.getOffset());
        } catch (WakeupException | InterruptException e) {
            throw new StateUnavailableException(Reason.STOPPED, "The aggregator is stopping", e);
        } catch (RecordDeserializationException e) {
            throw new ImageGoneException("its record cannot be read: "
                    + Objects.requireNonNullElse(e.getCause(), e).getMessage());
        } catch (KafkaException e) {
            throw new StateUnavailableException(Reason.UNREACHABLE, "The images cannot be read: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the reader at work, if there is one. */
    @Override
    public void close() {
        closed = true;
        Consumer<String, GeneratedImage> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        lock.lock();
        try {
            if (consumer != null) {
                consumer.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void acquire() {
        try {
            if (lock.getQueueLength() < LARGEST_WAITING && lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StateUnavailableException(Reason.STOPPED, "The aggregator is stopping", e);
        }
        throw new StateUnavailableException(Reason.BUSY, "Too many images are asked for at once");
    }

    private Consumer<String, GeneratedImage> opened() {
        Consumer<String, GeneratedImage> open = consumer;
        if (closed) {
            throw new StateUnavailableException(Reason.STOPPED, "The aggregator is stopping");
        }
        if (open == null) {
            open = opener.get();
            consumer = open;
        }
        return open;
    }

    private ConsumerRecord<String, GeneratedImage> read(
            Consumer<String, GeneratedImage> open, TopicPartition partition, long offset) throws ImageGoneException {
        int partitions = open.partitionsFor(topic, patience).size();
        if (partition.partition() >= partitions) {
            throw new ImageGoneException(
                    "the topic was created again and has only %d partitions".formatted(partitions));
        }
        open.assign(List.of(partition));
        try {
            open.seek(partition, offset);
            return poll(open, partition, offset);
        } catch (OffsetOutOfRangeException e) {
            throw new ImageGoneException(outOfRange(open, partition, offset));
        } finally {
            open.unsubscribe();
        }
    }

    private ConsumerRecord<String, GeneratedImage> poll(
            Consumer<String, GeneratedImage> open, TopicPartition partition, long offset) throws ImageGoneException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            ConsumerRecords<String, GeneratedImage> records = open.poll(Duration.ofNanos(left));
            for (ConsumerRecord<String, GeneratedImage> record : records.records(partition)) {
                if (record.offset() == offset) {
                    return record;
                }
            }
            if (open.position(partition, patience) > offset) {
                throw new ImageGoneException("there is no record in its place: the topic was created again");
            }
        }
        throw new StateUnavailableException(
                Reason.UNREACHABLE, "Topic %s did not answer in %d s".formatted(topic, patience.toSeconds()));
    }

    private String outOfRange(Consumer<String, GeneratedImage> open, TopicPartition partition, long offset) {
        Long begin = open.beginningOffsets(List.of(partition), patience).get(partition);
        return begin != null && begin > offset
                ? "its record was deleted: partition %d of %s begins at offset %d, and the image was at %d"
                        .formatted(partition.partition(), topic, begin, offset)
                : "there is no record in its place: the topic was created again";
    }

    private static Consumer<String, GeneratedImage> open(Map<String, Object> clientProperties, String clientId) {
        Map<String, Object> properties = ClientProperties.consumerOfNoGroup(
                ClientProperties.known(clientProperties, ConsumerConfig.configNames()), IsolationLevel.READ_COMMITTED);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1);
        return new KafkaConsumer<>(properties, new StringDeserializer(), AvroSerdes.deserializer(GeneratedImage.class));
    }
}
