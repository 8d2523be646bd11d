package io.steerscope.producer.ingest;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.producer.publish.CommittedRecords;
import io.steerscope.producer.publish.ExperimentTransaction;
import io.steerscope.producer.publish.MissingRight;
import io.steerscope.producer.publish.ProductionException;
import io.steerscope.producer.publish.UnknownFateException;
import io.steerscope.schemas.client.ClientProperties;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

/** Writes images that were made elsewhere, each once; see the package for how. */
public final class ImageIngester {

    private static final Logger LOG = LoggerFactory.getLogger(ImageIngester.class);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int MOST_LOST_ANSWERS = 3;
    private static final int TRANSACTION_MILLIS = 60_000;

    private final Supplier<Producer<String, byte[]>> producers;
    private final CommittedRecords records;
    private final TopicCatalogue topics;
    private final ImageSet set;
    private final ImageContents contents;
    private final IngestSettings settings;
    private final IngestListener listener;
    private final Clock clock;
    private final ImagePlace place;
    private final Serializer<Experiment> experiments = AvroSerdes.serializer(Experiment.class);
    private final Serializer<GeneratedImage> images = AvroSerdes.serializer(GeneratedImage.class);
    private final Serializer<ImageSummary> summaries = AvroSerdes.serializer(ImageSummary.class);
    private long committed;

    ImageIngester(
            Supplier<Producer<String, byte[]>> producers,
            CommittedRecords records,
            TopicCatalogue topics,
            ImageSet set,
            ImageContents contents,
            IngestSettings settings,
            IngestListener listener,
            Clock clock) {
        this.producers = producers;
        this.records = records;
        this.topics = topics;
        this.set = set;
        this.contents = contents;
        this.settings = settings;
        this.listener = listener;
        this.clock = clock;
        this.place = new ImagePlace(settings.imageFolder());
    }

    /**
     * Writes what is not committed yet of a set of images, and the record of its experiment.
     *
     * @param kafkaConfig Kafka client properties, {@code bootstrap.servers} at least
     * @param topics the topics, which must exist
     * @throws IngestConflictException if the set does not go together with what is committed; nothing was written
     * @throws ProductionException if not all was written, or that is not known; the message says which, and why. The
     *     same call again goes on
     */
    public static IngestOutcome ingest(
            Map<String, ?> kafkaConfig,
            TopicCatalogue topics,
            ImageSet set,
            ImageContents contents,
            IngestSettings settings,
            IngestListener listener) {
        String transactionalId = ExperimentTransaction.id(topics, set.experimentId());
        Supplier<Producer<String, byte[]>> producers = () -> new KafkaProducer<>(
                properties(kafkaConfig, transactionalId), new StringSerializer(), new ByteArraySerializer());
        try (CommittedRecords records = CommittedRecords.open(kafkaConfig)) {
            return new ImageIngester(producers, records, topics, set, contents, settings, listener, Clock.systemUTC())
                    .ingest();
        }
    }

    /** Images do not compress further. A transaction takes moments: what a killed process left open ends soon. */
    static Map<String, Object> properties(Map<String, ?> given, String transactionalId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 512 * 1024);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCatalogue.IMAGE_MESSAGE_BYTES);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        properties.putAll(given);
        return ClientProperties.transactionalProducer(properties, transactionalId);
    }

    IngestOutcome ingest() {
        IngestPlan first = null;
        for (int lost = 0; ; lost++) {
            Producer<String, byte[]> producer = producers.get();
            try {
                producer.initTransactions();
                IngestPlan plan =
                        IngestPlan.of(set, settings.replace(), new IngestedTopics(records, topics, set.experimentId()));
                first = first == null ? plan : first;
                listener.planned(plan.experiment());
                write(producer, plan);
                return outcome(first, plan.experiment());
            } catch (UnknownFateException e) {
                // The next producer decides the transaction, and what is committed then tells what was written.
                if (lost == MOST_LOST_ANSWERS) {
                    throw unknown(e);
                }
                LOG.atInfo()
                        .addKeyValue("experiment", set.experimentId())
                        .log("the answer to a commit was lost; reading what is committed");
            } catch (KafkaException e) {
                throw interrupted(e);
            } finally {
                producer.close(CLOSING);
            }
        }
    }

    private IngestOutcome outcome(IngestPlan first, Experiment experiment) {
        long present = set.images().size() - first.missing().size();
        LOG.atInfo()
                .addKeyValue("experiment", set.experimentId())
                .addKeyValue("written", first.missing().size())
                .addKeyValue("present", present)
                .log("images ingested");
        return new IngestOutcome(
                experiment, first.missing().size() - first.replaced(), first.replaced(), present, first.gone());
    }

    private void write(Producer<String, byte[]> producer, IngestPlan plan) {
        ExperimentTransaction transaction = new ExperimentTransaction(producer, set.experimentId());
        if (plan.isNewRecord()) {
            transaction.write(() -> transaction.send(
                    topics.experiments().name(), null, set.experimentId(), experiments, plan.experiment()));
        }
        committed = set.images().size() - plan.missing().size();
        listener.committed(committed, set.images().size());
        try (ImagesAhead ahead = new ImagesAhead(set, contents, plan.missing())) {
            while (ahead.hasNext()) {
                List<ImagesAhead.Read> batch = batch(ahead);
                transaction.write(() -> batch.forEach(image -> send(transaction, image)));
                committed += batch.size();
                listener.committed(committed, set.images().size());
            }
        }
    }

    private List<ImagesAhead.Read> batch(ImagesAhead ahead) {
        List<ImagesAhead.Read> batch = new ArrayList<>();
        long bytes = 0;
        while (ahead.hasNext()
                && (batch.isEmpty()
                        || batch.size() < settings.batchImages()
                                && bytes + ahead.nextBytes() <= settings.batchBytes())) {
            ImagesAhead.Read image = ahead.take();
            bytes += image.bytes().length;
            batch.add(image);
        }
        return batch;
    }

    private void send(ExperimentTransaction transaction, ImagesAhead.Read read) {
        IngestedImage image = set.images().get(read.index());
        Identity identity = image.identity(set.experimentId());
        String key = RecordKeys.jobKey(identity);
        GeneratorStamp stamp = new GeneratorStamp(image.generator(), ImageDesign.UNKNOWN, version(), 0.0, null);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        IngestedImage.Encoded encoded = image.encoded();
        try {
            transaction.send(
                    topics.images().name(),
                    null,
                    key,
                    images,
                    new GeneratedImage(
                            identity,
                            image.pair().category(),
                            image.pair().source(),
                            image.pair().target(),
                            set.measure().recorded(),
                            place.put(read.bytes(), encoded),
                            ImageDesign.settings(image.generator()),
                            stamp,
                            false,
                            now,
                            null));
        } catch (IOException e) {
            throw new ProductionException(
                    "cannot write %s to the folder of large images %s: %s"
                            .formatted(image.file(), settings.imageFolder(), e.getMessage()),
                    e);
        }
        transaction.send(
                topics.imageSummaries().name(),
                null,
                key,
                summaries,
                new ImageSummary(
                        identity,
                        image.pair().category(),
                        encoded.sha256(),
                        encoded.mediaType(),
                        encoded.width(),
                        encoded.height(),
                        encoded.sizeBytes(),
                        image.file(),
                        stamp,
                        false,
                        List.of(),
                        now));
    }

    private ProductionException interrupted(KafkaException failure) {
        return new ProductionException(
                "%d of %d images are in experiment %s: %s; run the same command again: it writes nothing twice"
                        .formatted(committed, set.images().size(), set.experimentId(), reason(failure)),
                failure);
    }

    private ProductionException unknown(UnknownFateException failure) {
        return new ProductionException(
                "%d of %d images are in experiment %s, and whether more are is not known: %s; run the same command again: it writes nothing twice"
                        .formatted(committed, set.images().size(), set.experimentId(), reason(failure.reason())),
                failure);
    }

    private String reason(Throwable failure) {
        return MissingRight.line(failure, ExperimentTransaction.id(topics, set.experimentId()));
    }

    private static String version() {
        @Nullable String version = ImageIngester.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
