package io.steerscope.aggregator.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.state.FailureKey;
import io.steerscope.aggregator.state.ImageAcceptance;
import io.steerscope.aggregator.state.Payloads;
import io.steerscope.aggregator.state.ScoreAcceptance;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * The report read straight from the topics, with no aggregator: of a finished cluster, or to check one.
 *
 * <p>It reads what is committed in {@code experiments}, {@code scores}, {@code dead-letters} and {@code image-summaries}
 * at the moment it starts.
 */
public final class TopicReport {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReport.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALL = Duration.ofSeconds(60);

    private final KafkaConsumer<@Nullable String, byte @Nullable []> consumer;

    private TopicReport(KafkaConsumer<@Nullable String, byte @Nullable []> consumer) {
        this.consumer = consumer;
    }

    /**
     * The report on the scores there are; final where {@link ReportDocument#isComplete()}.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @throws UnknownSubjectException if there is no such experiment
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer
     */
    public static ReportDocument read(
            Map<String, Object> clientProperties, TopicCatalogue topics, String experimentId) {
        try (KafkaConsumer<@Nullable String, byte @Nullable []> consumer = open(clientProperties)) {
            return new TopicReport(consumer).read(topics, experimentId);
        }
    }

    /**
     * The ids of all experiments, ascending.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer
     */
    public static List<String> experiments(Map<String, Object> clientProperties, TopicCatalogue topics) {
        try (KafkaConsumer<@Nullable String, byte @Nullable []> consumer = open(clientProperties)) {
            return new TopicReport(consumer)
                    .experiments(topics.experiments().name()).keySet().stream()
                            .sorted()
                            .toList();
        }
    }

    private static KafkaConsumer<@Nullable String, byte @Nullable []> open(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private ReportDocument read(TopicCatalogue topics, String experimentId) {
        Map<String, Experiment> experiments = experiments(topics.experiments().name());
        Experiment experiment = experiments.get(experimentId);
        if (experiment == null) {
            SortedSet<String> known = new TreeSet<>(experiments.keySet());
            throw UnknownSubjectException.of("experiment", experimentId, known);
        }
        Map<String, MarginScore> scores = scores(topics.scores().name(), experimentId);
        Map<String, DeadLetter> failures = failures(topics.deadLetters().name(), experimentId);
        Map<String, ImageSummary> images = images(topics.imageSummaries().name(), experimentId);
        return ExperimentReportBuilder.build(experiment, scores.values(), failures.values(), images.values());
    }

    private Map<String, MarginScore> scores(String topic, String experimentId) {
        Map<String, MarginScore> scores = new HashMap<>();
        Deserializer<MarginScore> deserializer = AvroSerdes.deserializer(MarginScore.class);
        String prefix = experimentId + "/";
        forEach(topic, record -> {
            String key = record.key();
            if (key != null && key.startsWith(prefix)) {
                MarginScore score = decode(deserializer, record);
                if (record.value() == null) {
                    scores.remove(key);
                } else if (score != null && ScoreAcceptance.accepts(key, score)) {
                    MarginScore kept = Payloads.withoutEmbedding(score);
                    scores.put(key, kept == null ? score : kept);
                }
            }
        });
        return scores;
    }

    private Map<String, ImageSummary> images(String topic, String experimentId) {
        Map<String, ImageSummary> images = new HashMap<>();
        Deserializer<ImageSummary> deserializer = AvroSerdes.deserializer(ImageSummary.class);
        String prefix = experimentId + "/";
        forEach(topic, record -> {
            String key = record.key();
            if (key != null && key.startsWith(prefix)) {
                ImageSummary image = decode(deserializer, record);
                if (record.value() == null) {
                    images.remove(key);
                } else if (image != null && ImageAcceptance.accepts(key, image)) {
                    images.put(key, image);
                }
            }
        });
        return images;
    }

    private Map<String, DeadLetter> failures(String topic, String experimentId) {
        Map<String, DeadLetter> failures = new HashMap<>();
        Deserializer<DeadLetter> deserializer = AvroSerdes.deserializer(DeadLetter.class);
        forEach(topic, record -> {
            DeadLetter letter = decode(deserializer, record);
            if (letter != null
                    && FailureKey.isCounted(letter)
                    && letter.getIdentity().getExperimentId().equals(experimentId)) {
                failures.put(FailureKey.of(letter), Payloads.withoutOriginal(letter));
            }
        });
        return failures;
    }

    private Map<String, Experiment> experiments(String topic) {
        Map<String, Experiment> experiments = new HashMap<>();
        Deserializer<Experiment> deserializer = AvroSerdes.deserializer(Experiment.class);
        forEach(topic, record -> {
            String key = record.key();
            Experiment experiment = decode(deserializer, record);
            if (key != null && experiment != null) {
                experiments.put(key, experiment);
            } else if (key != null && record.value() == null) {
                experiments.remove(key);
            }
        });
        return experiments;
    }

    private void forEach(String topic, Consumer<ConsumerRecord<@Nullable String, byte @Nullable []>> action) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long lastProgress = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            long before = positions(partitions);
            consumer.poll(POLL).forEach(action);
            if (positions(partitions) > before) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > STALL.toNanos()) {
                throw new TimeoutException("Topic " + topic + " has sent nothing for " + STALL.toSeconds() + " s");
            }
        }
    }

    private long positions(List<TopicPartition> partitions) {
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    private static <T> @Nullable T decode(
            Deserializer<T> deserializer, ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        try {
            return deserializer.deserialize(record.topic(), record.value());
        } catch (SerializationException e) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.getMessage())
                    .log("unreadable record was left out");
            return null;
        }
    }
}
