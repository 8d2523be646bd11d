package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.schemas.consumer.PersistentConsumer;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.topic.TopicDefinition;

/**
 * Reads the images of an experiment from their topic and writes each to a file. It keeps no offsets: every run reads
 * the topic from its beginning, and leaves the files alone that are there. So it also knows how many images there are.
 */
final class ImageWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImageWriter.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final String experimentId;
    private final ImageFiles files;
    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<GeneratedImage> deserializer = AvroSerdes.deserializer(GeneratedImage.class);
    private final Set<String> written = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "image-writer");
    private volatile @Nullable ActionableException failure;

    private ImageWriter(String experimentId, ImageFiles files, Consumer<byte[], byte[]> consumer) {
        this.experimentId = experimentId;
        this.files = files;
        this.consumer = consumer;
    }

    /** Starts reading; the topic must exist. */
    static ImageWriter start(
            Map<String, Object> clientProperties, TopicDefinition images, String experimentId, ImageFiles files) {
        Consumer<byte[], byte[]> consumer =
                PersistentConsumer.ofNoGroup(clientProperties, IsolationLevel.READ_COMMITTED);
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
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Optional<GeneratedImage> image = image(record);
                    if (image.isPresent()) {
                        write(image.get());
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

    /**
     * The image of the experiment that a record holds under its key; the scorer writes the dead letters of the others.
     */
    private Optional<GeneratedImage> image(ConsumerRecord<byte[], byte[]> record) {
        try {
            GeneratedImage image = deserializer.deserialize(record.topic(), record.headers(), record.value());
            boolean isOurs = image != null
                    && image.getIdentity().getExperimentId().equals(experimentId)
                    && record.key() != null
                    && RecordKeys.jobKey(image.getIdentity()).equals(new String(record.key(), StandardCharsets.UTF_8));
            return isOurs ? Optional.of(image) : Optional.empty();
        } catch (NewerSchemaException e) {
            throw e;
        } catch (SerializationException | IllegalArgumentException e) {
            LOG.atDebug()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", FailureLine.of(e))
                    .log("a record that is no image was left out");
            return Optional.empty();
        }
    }

    private void write(GeneratedImage image) throws IOException {
        files.write(image);
        written.add(RecordKeys.jobKey(image.getIdentity()));
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
