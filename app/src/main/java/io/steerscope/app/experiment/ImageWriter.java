package io.steerscope.app.experiment;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicDefinition;

/**
 * Reads the images of an experiment from their topic and writes each to a file. It keeps no offsets: every run reads the
 * topic from its beginning, and leaves the files alone that are there. So it also knows how many images there are.
 */
final class ImageWriter implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(250);

    private final String experimentId;
    private final ImageFiles files;
    private final Consumer<String, GeneratedImage> consumer;
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "image-writer");
    private volatile @Nullable ActionableException failure;

    private ImageWriter(String experimentId, ImageFiles files, Consumer<String, GeneratedImage> consumer) {
        this.experimentId = experimentId;
        this.files = files;
        this.consumer = consumer;
    }

    /** Starts reading; the topic must exist. */
    static ImageWriter start(
            Map<String, Object> clientProperties, TopicDefinition images, String experimentId, ImageFiles files) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        Consumer<String, GeneratedImage> consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), AvroSerdes.deserializer(GeneratedImage.class));
        List<TopicPartition> partitions = consumer.partitionsFor(images.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ImageWriter writer = new ImageWriter(experimentId, files, consumer);
        writer.thread.start();
        return writer;
    }

    /** Images of the experiment whose file is complete. */
    long written() {
        return written.size();
    }

    /** What ended the writer, if something did. */
    Optional<ActionableException> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        try {
            while (true) {
                for (ConsumerRecord<String, GeneratedImage> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        write(record.key(), record.value());
                    }
                }
            }
        } catch (WakeupException e) {
            // close() asks the thread to end.
        } catch (IOException e) {
            failure = new ActionableException("cannot write images: " + Reason.of(e), e);
        } catch (RuntimeException e) {
            failure = new ActionableException("cannot read images: " + e.getMessage(), e);
        } finally {
            consumer.close();
        }
    }

    private void write(String key, GeneratedImage image) throws IOException {
        if (image.getIdentity().getExperimentId().equals(experimentId)) {
            files.write(image);
            written.add(key);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
