package io.steerscope.producer.publish;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.deadletter.RetryNote;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** What the topics say of an experiment at present. */
public final class ExperimentLog {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentLog.class);

    private final CommittedRecords records;
    private final TopicCatalogue topics;
    private final Deserializer<Experiment> experiments = AvroSerdes.deserializer(Experiment.class);
    private final Deserializer<Cancellation> cancellations = AvroSerdes.deserializer(Cancellation.class);
    private final Deserializer<ImageSummary> summaries = AvroSerdes.deserializer(ImageSummary.class);
    private final Deserializer<DeadLetter> letters = AvroSerdes.deserializer(DeadLetter.class);

    /** @param records of the cluster; not closed by this */
    public ExperimentLog(CommittedRecords records, TopicCatalogue topics) {
        this.records = records;
        this.topics = topics;
    }

    /**
     * The last committed record of an experiment; none if there is none or the last is a tombstone. Records that are no
     * designs are left out.
     *
     * @throws ProductionException if the topic does not exist, or a transaction stays open for minutes
     */
    public Optional<Experiment> find(String experimentId) {
        Map<String, Experiment> last = new HashMap<>();
        forEachUnder(experimentId, topics.experiments(), record -> {
            Experiment experiment = experiments.deserialize(record.topic(), record.headers(), record.value());
            if (experiment == null) {
                last.clear();
            } else if (experimentId.equals(experiment.getExperimentId())) {
                last.put(experimentId, experiment);
            } else {
                throw new SerializationException("it belongs under key " + experiment.getExperimentId());
            }
        });
        return Optional.ofNullable(last.get(experimentId));
    }

    /** Reads the records under a key; what turns out to be malformed is left out. */
    private void forEachUnder(String key, TopicDefinition topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        records.forEach(topic, record -> {
            if (!key.equals(CommittedRecords.key(record))) {
                return;
            }
            try {
                reader.accept(record);
            } catch (NewerSchemaException e) {
                throw e;
            } catch (SerializationException | IllegalArgumentException e) {
                LOG.atWarn()
                        .addKeyValue("topic", record.topic())
                        .addKeyValue("partition", record.partition())
                        .addKeyValue("offset", record.offset())
                        .addKeyValue("reason", VisibleText.of(String.valueOf(e.getMessage())))
                        .log("a malformed record was left out");
            }
        });
    }

    /**
     * The keys of all experiments.
     *
     * @throws ProductionException as {@link #find} throws it
     */
    Set<String> ids() {
        Set<String> ids = new HashSet<>();
        records.forEach(topics.experiments(), record -> {
            String key = CommittedRecords.key(record);
            if (key == null) {
                return;
            }
            if (record.value() == null) {
                ids.remove(key);
            } else {
                ids.add(key);
            }
        });
        return ids;
    }

    /**
     * What the last order to cancel an experiment concerns; none if there is none. Records that are no orders are left
     * out.
     *
     * @throws ProductionException as {@link #find} throws it
     */
    Optional<CancelledJobs> cancelled(String experimentId) {
        Map<String, CancelledJobs> last = new HashMap<>();
        forEachUnder(experimentId, topics.cancellations(), record -> {
            Cancellation order = cancellations.deserialize(record.topic(), record.headers(), record.value());
            if (order == null) {
                last.clear();
            } else {
                last.put(experimentId, CancelledJobs.of(experimentId, order));
            }
        });
        return Optional.ofNullable(last.get(experimentId));
    }

    /**
     * Keys of the jobs of an experiment that need not be done: there is an image, or the generator gave them up and
     * nobody has retried them since.
     *
     * @throws ProductionException as {@link #find} throws it
     */
    Set<String> settledJobs(String experimentId) {
        Set<JobPlace> made = new HashSet<>();
        String prefix = experimentId + "/";
        records.forEach(topics.imageSummaries(), record -> {
            String key = CommittedRecords.key(record);
            if (key != null && key.startsWith(prefix)) {
                JobPlace place = new JobPlace(key, record.partition());
                if (record.value() == null) {
                    made.remove(place);
                } else if (isSummary(key, record.value())) {
                    made.add(place);
                }
            }
        });
        Set<JobPlace> failed = new HashSet<>();
        records.forEach(topics.deadLetters(), record -> generatorLetter(experimentId, record.value())
                .ifPresent(letter -> {
                    JobPlace job = new JobPlace(RecordKeys.jobKey(letter.getIdentity()), record.partition());
                    if (RetryNote.is(letter)) {
                        failed.remove(job);
                    } else {
                        failed.add(job);
                    }
                }));
        Set<String> settled = new HashSet<>();
        made.forEach(job -> settled.add(job.key()));
        failed.forEach(job -> settled.add(job.key()));
        return settled;
    }

    private boolean isSummary(String key, byte[] value) {
        try {
            ImageSummary image = summaries.deserialize(topics.imageSummaries().name(), value);
            return image != null && RecordKeys.jobKey(image.getIdentity()).equals(key);
        } catch (SerializationException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A job, and one of the partitions that say something of it. */
    private record JobPlace(String key, int partition) {}

    /** The generator's letter about a job of an experiment, or the note that it was retried. */
    private Optional<DeadLetter> generatorLetter(String experimentId, byte[] value) {
        try {
            DeadLetter letter = letters.deserialize(topics.deadLetters().name(), value);
            boolean isOurs = letter != null
                    && letter.getScorerId() == null
                    && letter.getIdentity() != null
                    && letter.getIdentity().getExperimentId().equals(experimentId);
            if (isOurs) {
                RecordKeys.jobKey(letter.getIdentity());
            }
            return isOurs ? Optional.of(letter) : Optional.empty();
        } catch (SerializationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
