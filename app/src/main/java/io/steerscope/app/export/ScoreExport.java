package io.steerscope.app.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.progress.StageCount;
import io.steerscope.results.intake.Judgement;
import io.steerscope.results.intake.RecordAcceptance;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.identity.ScoreKey;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** Writes the scores of one experiment, with what is known of their images, to a folder. */
public final class ScoreExport implements AutoCloseable {

    /** Pair, method, strength, seed, scorer: the order of the rows. */
    private static final Comparator<ScoreKey> ORDER = Comparator.comparing(
                    (ScoreKey key) -> key.identity().getPairId())
            .thenComparing(key -> key.identity().getMethod())
            .thenComparingDouble(key -> key.identity().getAlpha())
            .thenComparingLong(key -> key.identity().getSeed())
            .thenComparing(ScoreKey::scorerId);

    private static final int ROWS_BETWEEN_LOOKS = 1000;

    private final TopicCatalogue topics;
    private final String experimentId;
    private final ExportFolder folder;
    private final Consumer<List<StageCount>> progress;
    private final Spill spill;
    private final LastRecords<MarginScore> scores;
    private final LastRecords<TextEmbedding> texts;
    private final LastRecords<GeneratedImage> images;
    private final ExportedImages files;
    private final Map<String, StageCount> counts = new LinkedHashMap<>();
    private long leftOut;
    private long otherImages;
    private long withoutEmbedding;

    /**
     * What was written.
     *
     * @param scores number of rows
     * @param images number of image files
     * @param remarks what a person should know of it, each in one line
     */
    public record Written(long scores, long images, List<String> remarks) {

        /** Copies the list. */
        public Written {
            remarks = List.copyOf(remarks);
        }
    }

    private ScoreExport(
            TopicCatalogue topics, String experimentId, ExportFolder folder, Consumer<List<StageCount>> progress)
            throws IOException {
        this.topics = topics;
        this.experimentId = experimentId;
        this.folder = folder;
        this.progress = progress;
        this.spill = Spill.create(folder.resolve("records"));
        this.scores = new LastRecords<>(MarginScore.class, topics.scores().name(), spill);
        this.texts =
                new LastRecords<>(TextEmbedding.class, topics.textEmbeddings().name(), spill);
        this.images = new LastRecords<>(GeneratedImage.class, topics.images().name(), spill);
        this.files = new ExportedImages(folder.resolve(ExportFolder.IMAGES));
    }

    /**
     * Exports.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @param out the folder to write
     * @param overwrite whether an export that is there is replaced
     * @param progress told how far it is, often
     * @throws ActionableException if the folder cannot be used, the disk is full, or the experiment has no scores
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer, or a newer release wrote a record
     */
    public static Written write(
            Map<String, Object> clientProperties,
            TopicCatalogue topics,
            String experimentId,
            Path out,
            boolean overwrite,
            Consumer<List<StageCount>> progress)
            throws IOException {
        try (ExportFolder folder = ExportFolder.begin(out, overwrite)) {
            Written written;
            try (ScoreExport export = new ScoreExport(topics, experimentId, folder, progress)) {
                export.read(clientProperties);
                written = export.write();
            } catch (IOException e) {
                folder.requireSpace();
                throw e;
            }
            folder.complete();
            return written;
        }
    }

    private void read(Map<String, Object> clientProperties) throws IOException {
        try (TopicReading reading = new TopicReading(clientProperties)) {
            readScores(reading);
            readTexts(reading);
            readImages(reading);
        }
    }

    private void readScores(TopicReading reading) throws IOException {
        RecordAcceptance<MarginScore> acceptance = RecordAcceptance.ofScores(RecordLimits.DEFAULT);
        read(reading, "scores", topics.scores(), record -> {
            if (!isOfExperiment(record)) {
                return;
            }
            Judgement<MarginScore> judgement =
                    acceptance.judge(record.topic(), record.key(), record.headers(), record.value());
            if (judgement instanceof Judgement.Accepted<MarginScore> accepted) {
                long millis = accepted.value().getScoredAt().toEpochMilli();
                scores.put(accepted.key(), record.partition(), millis, record.value());
            } else if (judgement instanceof Judgement.Retracted<MarginScore> retracted) {
                scores.remove(retracted.key(), record.partition());
            } else {
                leftOut++;
            }
        });
        if (scores.keys().isEmpty()) {
            throw new ActionableException("there are no scores of experiment " + experimentId + " in topic "
                    + topics.scores().name() + ": name another with --experiment, or score its images");
        }
    }

    private void readTexts(TopicReading reading) throws IOException {
        Deserializer<TextEmbedding> deserializer = AvroSerdes.deserializer(TextEmbedding.class);
        read(reading, "texts", topics.textEmbeddings(), record -> {
            TextEmbedding text = decoded(deserializer, record);
            if (text != null && keyOf(text).equals(text(record.key()))) {
                texts.put(keyOf(text), record.partition(), record.timestamp(), record.value());
            }
        });
    }

    private void readImages(TopicReading reading) throws IOException {
        Deserializer<GeneratedImage> deserializer = AvroSerdes.deserializer(GeneratedImage.class);
        Serializer<GeneratedImage> serializer = AvroSerdes.serializer(GeneratedImage.class);
        read(reading, "images", topics.images(), record -> {
            if (!isOfExperiment(record)) {
                return;
            }
            GeneratedImage image = decoded(deserializer, record);
            String key = text(record.key());
            if (image != null && isKeyOf(key, image.getIdentity())) {
                byte[] bare = serializer.serialize(record.topic(), withoutBytes(image));
                if (images.put(key, record.partition(), image.getGeneratedAt().toEpochMilli(), bare)) {
                    files.write(key, image);
                }
            }
        });
    }

    private void read(TopicReading reading, String name, TopicDefinition topic, TopicReading.Action action)
            throws IOException {
        AtomicLong seen = new AtomicLong();
        reading.forEach(
                topic.name(),
                record -> {
                    seen.incrementAndGet();
                    action.accept(record);
                },
                left -> show(name, seen.get(), seen.get() + left));
        folder.requireSpace();
    }

    private void show(String name, long done, long all) {
        counts.put(name, new StageCount(name, done, 0, Math.max(1, all)));
        progress.accept(List.copyOf(counts.values()));
    }

    private Written write() throws IOException {
        List<ScoreKey> keys = new ArrayList<>();
        SortedSet<String> scorers = new TreeSet<>();
        for (String key : scores.keys()) {
            ScoreKey parsed = RecordKeys.parseScoreKey(key);
            keys.add(parsed);
            scorers.add(parsed.scorerId());
        }
        keys.sort(ORDER);
        try (ScoreTable parquet = new ParquetTable(folder.resolve(ExportFolder.PARQUET));
                ScoreTable json = new JsonLinesTable(folder.resolve(ExportFolder.JSON_LINES));
                ImageMetadata metadata =
                        new ImageMetadata(folder.resolve(ExportFolder.IMAGES).resolve("metadata.csv"), scorers)) {
            for (int i = 0; i < keys.size(); i++) {
                ExportedScore row = row(keys.get(i));
                parquet.write(row);
                json.write(row);
                metadata.write(row);
                if (i % ROWS_BETWEEN_LOOKS == 0) {
                    folder.requireSpace();
                    show("rows", i, keys.size());
                }
            }
        }
        show("rows", keys.size(), keys.size());
        return new Written(keys.size(), files.count(), remarks());
    }

    private ExportedScore row(ScoreKey key) throws IOException {
        MarginScore score = scores.get(RecordKeys.scoreKey(key.identity(), key.scorerId()));
        if (score == null) {
            throw new IllegalStateException("a key without its score");
        }
        String job = RecordKeys.jobKey(key.identity());
        ExportedImages.Written file = files.of(job);
        if (file != null && !file.sha256().equals(score.getImageSha256())) {
            otherImages++;
            file = null;
        }
        float[] embedding = EmbeddingBytes.ofImage(score).orElse(null);
        withoutEmbedding += embedding == null ? 1 : 0;
        return new ExportedScore(
                score,
                images.get(job),
                file == null ? null : file.file(),
                file == null ? 0 : file.bytes(),
                embedding,
                textVector(score, score.getSource()),
                textVector(score, score.getTarget()));
    }

    private float @Nullable [] textVector(MarginScore score, String text) throws IOException {
        TextEmbedding found = score.getScorerDtype() == null
                ? null
                : texts.get(RecordKeys.textEmbeddingKey(score.getScorerSha256(), score.getScorerDtype(), text));
        return found == null ? null : EmbeddingBytes.vector(found.getEmbedding());
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (leftOut > 0) {
            remarks.add(leftOut + " records of " + topics.scores().name() + " do not count and are left out");
        }
        if (files.problems() > 0) {
            remarks.add(files.problems() + " images have no content that can be read, the first is "
                    + files.firstProblem());
        }
        if (otherImages > 0) {
            remarks.add(otherImages + " scores are of images that were made anew since: they have no file");
        }
        if (withoutEmbedding > 0) {
            remarks.add(withoutEmbedding + " scores carry no embedding: their scorer left it out, or is of a release"
                    + " before there were such");
        }
        return remarks;
    }

    private boolean isOfExperiment(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && text(record.key()).startsWith(experimentId + "/");
    }

    private static <T> @Nullable T decoded(Deserializer<T> deserializer, ConsumerRecord<byte[], byte[]> record) {
        try {
            return deserializer.deserialize(record.topic(), record.headers(), record.value());
        } catch (NewerSchemaException e) {
            throw e;
        } catch (SerializationException e) {
            return null;
        }
    }

    private static boolean isKeyOf(String key, Identity identity) {
        try {
            return RecordKeys.jobKey(identity).equals(key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String keyOf(TextEmbedding text) {
        return RecordKeys.textEmbeddingKey(text.getScorerSha256(), text.getScorerDtype(), text.getText());
    }

    private static GeneratedImage withoutBytes(GeneratedImage image) {
        ImageData data = image.getImage();
        return new GeneratedImage(
                image.getIdentity(),
                image.getCategory(),
                image.getSource(),
                image.getTarget(),
                new ImageData(
                        null, data.getUri(), data.getSha256(), data.getMediaType(), data.getWidth(), data.getHeight()),
                image.getSettings(),
                image.getGenerator(),
                image.getSourceTruncated(),
                image.getGeneratedAt());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        spill.close();
    }
}
