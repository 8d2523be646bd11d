package io.steerscope.app.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.results.intake.Judgement;
import io.steerscope.results.intake.LastRecords;
import io.steerscope.results.intake.RecordAcceptance;
import io.steerscope.results.intake.RecordTimes;
import io.steerscope.results.intake.Spill;
import io.steerscope.results.intake.TopicReading;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.identity.ScoreKey;
import io.steerscope.schemas.identity.UnsteeredIdentity;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/**
 * What the topics hold of one experiment: the record that counts of every score, image and prompt, on disk, and the
 * images as files.
 */
final class ExperimentRecords implements AutoCloseable {

    private final TopicCatalogue topics;
    private final String experimentId;
    private final Space space;
    private final ExportProgress progress;
    private final Spill spill;
    private final SpilledRecords<MarginScore> scores;
    private final SpilledRecords<TextEmbedding> texts;
    private final SpilledRecords<GeneratedImage> images;
    private final @Nullable ExportedImages files;
    private final LastRecords<Measure> measures = new LastRecords<>();
    private final LastRecords<Measure> designs = new LastRecords<>();
    private final Map<String, @Nullable Double> sourceMargins = new HashMap<>();
    private String pairOfSources = "";
    private long leftOut;
    private long otherImages;
    private long withoutEmbedding;

    private ExperimentRecords(
            TopicCatalogue topics,
            String experimentId,
            Space space,
            ExportProgress progress,
            Spill spill,
            @Nullable ExportedImages files) {
        this.topics = topics;
        this.experimentId = experimentId;
        this.space = space;
        this.progress = progress;
        this.spill = spill;
        this.files = files;
        this.scores = new SpilledRecords<>(MarginScore.class, topics.scores().name(), spill);
        this.texts = new SpilledRecords<>(
                TextEmbedding.class, topics.textEmbeddings().name(), spill);
        this.images = new SpilledRecords<>(GeneratedImage.class, topics.images().name(), spill);
    }

    /** Records that are yet to be read, for an export to {@code folder}. */
    static ExperimentRecords create(
            TopicCatalogue topics, String experimentId, ExportFolder folder, ExportProgress progress)
            throws IOException {
        ExportedImages files = new ExportedImages(folder.resolve(ExportFolder.IMAGES));
        return new ExperimentRecords(
                topics, experimentId, folder::requireSpace, progress, Spill.create(folder.resolve("records")), files);
    }

    /**
     * Scores and texts that are yet to be read, without images.
     *
     * @param spill a file to hold them, which is removed
     */
    static ExperimentRecords ofScores(TopicCatalogue topics, String experimentId, Path spill, ExportProgress progress)
            throws IOException {
        return new ExperimentRecords(topics, experimentId, () -> {}, progress, Spill.create(spill), null);
    }

    /** Whether there is space on the disk. */
    @FunctionalInterface
    interface Space {
        void require() throws IOException;
    }

    /**
     * Reads the topics to their ends, and writes the images to their files.
     *
     * @throws ActionableException if the experiment has no scores, or the disk is full
     */
    void read(Map<String, Object> clientProperties) throws IOException {
        try (TopicReading reading = new TopicReading(clientProperties)) {
            readDesign(reading);
            readScores(reading);
            readTexts(reading);
            if (files != null) {
                readImages(reading, files);
            }
        }
    }

    private void readDesign(TopicReading reading) throws IOException {
        RecordAcceptance<Experiment> acceptance = RecordAcceptance.ofExperiments(RecordLimits.DEFAULT);
        read(reading, "designs", topics.experiments(), record -> {
            if (!experimentId.equals(text(record.key()))) {
                return;
            }
            Judgement<Experiment> judgement =
                    acceptance.judge(record.topic(), record.key(), record.headers(), record.value());
            if (judgement instanceof Judgement.Accepted<Experiment> accepted) {
                designs.put(
                        experimentId, record.partition(), record.timestamp(), DesignScope.measure(accepted.value()));
            } else if (judgement instanceof Judgement.Retracted<Experiment>) {
                designs.remove(experimentId, record.partition());
            }
        });
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
                long millis = RecordTimes.of(accepted.value());
                scores.put(accepted.key(), record.partition(), millis, record.value());
                measures.put(accepted.key(), record.partition(), millis, ScoreValue.measure(accepted.value()));
            } else if (judgement instanceof Judgement.Retracted<MarginScore> retracted) {
                scores.remove(retracted.key(), record.partition());
                measures.remove(retracted.key(), record.partition());
            } else {
                leftOut++;
            }
        });
        if (scoreKeys().isEmpty()) {
            throw new ActionableException("there are no scores of experiment " + experimentId + " in topic "
                    + topics.scores().name() + ": name another with --experiment, or score its images");
        }
    }

    private void readTexts(TopicReading reading) throws IOException {
        RecordAcceptance<TextEmbedding> acceptance = RecordAcceptance.ofTextEmbeddings(RecordLimits.DEFAULT);
        read(reading, "texts", topics.textEmbeddings(), record -> {
            Judgement<TextEmbedding> judgement =
                    acceptance.judge(record.topic(), record.key(), record.headers(), record.value());
            if (judgement instanceof Judgement.Accepted<TextEmbedding> accepted) {
                texts.put(accepted.key(), record.partition(), record.timestamp(), record.value());
            } else if (judgement instanceof Judgement.Retracted<TextEmbedding> retracted) {
                texts.remove(retracted.key(), record.partition());
            }
        });
    }

    private void readImages(TopicReading reading, ExportedImages files) throws IOException {
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

    private void read(TopicReading reading, String name, TopicDefinition topic, TopicReading.Action<IOException> action)
            throws IOException {
        AtomicLong seen = new AtomicLong();
        reading.forEach(
                topic.name(),
                TopicReading.Extent.UP_TO_FIRST_ENDS,
                record -> {
                    seen.incrementAndGet();
                    action.accept(record);
                },
                left -> {
                    space.require();
                    progress.show(name, seen.get(), seen.get() + left);
                });
    }

    /** The keys of the scores of the experiment's measure, in no order. */
    List<ScoreKey> scoreKeys() {
        Measure measure = measure();
        List<ScoreKey> keys = new ArrayList<>();
        for (String key : measures.keys()) {
            if (measures.get(key) == measure) {
                keys.add(RecordKeys.parseScoreKey(key));
            }
        }
        return keys;
    }

    /** What the scores of the experiment say of images: what its design asks for; without one, what all of them say. */
    Measure measure() {
        Measure asked = designs.get(experimentId);
        if (asked != null) {
            return asked;
        }
        boolean allAlignments = measures.keys().stream().allMatch(key -> measures.get(key) == Measure.ALIGNMENT);
        return allAlignments && !measures.keys().isEmpty() ? Measure.ALIGNMENT : Measure.MARGIN;
    }

    /** Number of image files. */
    int imageFiles() {
        return files == null ? 0 : files.count();
    }

    /** The row of a score. */
    ExportedScore row(ScoreKey key) throws IOException {
        MarginScore score = scores.get(RecordKeys.scoreKey(key.identity(), key.scorerId()));
        if (score == null) {
            throw new IllegalStateException("a key without its score");
        }
        String job = RecordKeys.jobKey(key.identity());
        ExportedImages.Written file = files == null ? null : files.of(job);
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
                isAlignment(score) ? null : textVector(score, score.getSource()),
                textVector(score, score.getTarget()),
                shift(score));
    }

    /** Rows of one pair follow each other, so the margins of its source images are read once. */
    private @Nullable Double shift(MarginScore score) throws IOException {
        Identity identity = score.getIdentity();
        if (isAlignment(score) || UnsteeredImage.named(identity.getMethod()).isPresent()) {
            return null;
        }
        if (!identity.getPairId().equals(pairOfSources)) {
            pairOfSources = identity.getPairId();
            sourceMargins.clear();
        }
        String key =
                RecordKeys.scoreKey(UnsteeredIdentity.beside(identity, UnsteeredImage.SOURCE), score.getScorerId());
        if (!sourceMargins.containsKey(key)) {
            MarginScore source = scores.get(key);
            sourceMargins.put(key, source == null || isAlignment(source) ? null : source.getMargin());
        }
        Double source = sourceMargins.get(key);
        return source == null ? null : score.getMargin() - source;
    }

    private static boolean isAlignment(MarginScore score) {
        return ScoreValue.measure(score) == Measure.ALIGNMENT;
    }

    private float @Nullable [] textVector(MarginScore score, String text) throws IOException {
        TextEmbedding found = score.getScorerDtype() == null
                ? null
                : texts.get(RecordKeys.textEmbeddingKey(score.getScorerSha256(), score.getScorerDtype(), text));
        return found == null ? null : EmbeddingBytes.vector(found.getEmbedding());
    }

    /** What a person should know of the rows so far, each in one line. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (leftOut > 0) {
            remarks.add(leftOut + " records of " + topics.scores().name() + " do not count and are left out");
        }
        int others = measures.keys().size() - scoreKeys().size();
        if (others > 0) {
            Measure other = measure() == Measure.MARGIN ? Measure.ALIGNMENT : Measure.MARGIN;
            remarks.add("%s of another measure (%s) left out"
                    .formatted(Numbers.count(others, "score"), other.name().toLowerCase(Locale.ROOT)));
        }
        if (files != null && files.problems() > 0) {
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

    private static GeneratedImage withoutBytes(GeneratedImage image) {
        ImageData data = image.getImage();
        return new GeneratedImage(
                image.getIdentity(),
                image.getCategory(),
                image.getSource(),
                image.getTarget(),
                image.getMeasure(),
                new ImageData(
                        null, data.getUri(), data.getSha256(), data.getMediaType(), data.getWidth(), data.getHeight()),
                image.getSettings(),
                image.getGenerator(),
                image.getSourceTruncated(),
                image.getGeneratedAt(),
                image.getPlace());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        spill.close();
    }
}
