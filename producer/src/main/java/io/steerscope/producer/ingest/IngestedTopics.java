package io.steerscope.producer.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

import io.steerscope.producer.publish.CommittedRecords;
import io.steerscope.producer.publish.ExperimentLog;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** What the topics hold of the images of one experiment at present. Records that are no such images are left out. */
final class IngestedTopics {

    private final CommittedRecords records;
    private final TopicCatalogue topics;
    private final ExperimentLog log;
    private final String experimentId;
    private final Deserializer<ImageSummary> summaries = AvroSerdes.deserializer(ImageSummary.class);
    private final Deserializer<GeneratedImage> images = AvroSerdes.deserializer(GeneratedImage.class);

    IngestedTopics(CommittedRecords records, TopicCatalogue topics, String experimentId) {
        this.records = records;
        this.topics = topics;
        this.log = new ExperimentLog(records, topics);
        this.experimentId = experimentId;
    }

    /** The record of the experiment. */
    Optional<Experiment> experiment() {
        return log.find(experimentId);
    }

    /** The committed images by their keys, the last of each. */
    Map<String, CommittedImage> images() {
        Map<String, CommittedImage> committed = new HashMap<>();
        forEach(topics.imageSummaries(), (key, record) -> {
            if (record.value() == null) {
                committed.remove(key);
                return;
            }
            ImageSummary summary = summaries.deserialize(record.topic(), record.headers(), record.value());
            if (RecordKeys.jobKey(summary.getIdentity()).equals(key)) {
                committed.put(
                        key,
                        new CommittedImage(
                                summary.getIdentity(),
                                summary.getCategory(),
                                summary.getSha256(),
                                summary.getGenerator().getBundleId(),
                                summary.getFile() != null));
            }
        });
        return committed;
    }

    /** The texts of pairs, as far as the topic of images still has one of their images; reads all of that topic. */
    Map<String, IngestedPair> texts(Collection<String> pairIds) {
        Map<String, IngestedPair> texts = new HashMap<>();
        forEach(topics.images(), (key, record) -> {
            if (record.value() == null
                    || !pairIds.contains(RecordKeys.parseJobKey(key).getPairId())) {
                return;
            }
            GeneratedImage image = images.deserialize(record.topic(), record.headers(), record.value());
            if (RecordKeys.jobKey(image.getIdentity()).equals(key)) {
                texts.put(
                        image.getIdentity().getPairId(),
                        new IngestedPair(
                                image.getIdentity().getPairId(),
                                image.getCategory(),
                                image.getSource(),
                                image.getTarget()));
            }
        });
        return texts;
    }

    private void forEach(TopicDefinition topic, BiConsumer<String, ConsumerRecord<byte[], byte[]>> reader) {
        String prefix = experimentId + "/";
        records.forEach(topic, record -> {
            String key = CommittedRecords.key(record);
            if (key == null || !key.startsWith(prefix)) {
                return;
            }
            try {
                reader.accept(key, record);
            } catch (NewerSchemaException e) {
                throw e;
            } catch (SerializationException | IllegalArgumentException e) {
                // Not a record of ours: whoever reads it for its content writes the dead letter.
            }
        });
    }
}
