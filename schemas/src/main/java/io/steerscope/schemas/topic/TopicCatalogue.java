package io.steerscope.schemas.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;

/**
 * The topics of one installation.
 *
 * <p>Several installations share a cluster by different prefixes. Jobs, images, their summaries, scores and skipped
 * jobs have {@code partitions} partitions each, which bounds how many workers of a stage can share the work; the other
 * topics are small.
 *
 * @param prefix start of every topic name; letters, digits, {@code '.'}, {@code '_'} and {@code '-'}, or empty
 * @param partitions partitions of {@code jobs}, {@code images}, {@code image-summaries}, {@code scores} and
 *     {@code skipped-jobs}, at least 1
 * @param replicationFactor copies of every partition, or {@link #AUTOMATIC_REPLICATION}
 * @param retention for how long jobs, images and dead letters are kept, or null for the time that each of these topics
 *     has by default, or longer where it is set so
 * @param minInSyncReplicas on how many brokers an acknowledged record is at least, or {@link #AUTOMATIC_IN_SYNC}
 */
public record TopicCatalogue(
        String prefix, int partitions, short replicationFactor, @Nullable Duration retention, int minInSyncReplicas) {

    /** Prefix unless another is asked for. */
    public static final String DEFAULT_PREFIX = "steerscope.";

    /**
     * Partitions of {@code jobs}, {@code images}, {@code image-summaries} and {@code scores} unless asked otherwise.
     */
    public static final int DEFAULT_PARTITIONS = 12;

    /** Replication factor that stands for as many copies as there are brokers, at most 3. */
    public static final short AUTOMATIC_REPLICATION = 0;

    /** Stands for 2 where there are at least 3 replicas, so that one may be lost without loss or halt; else for 1. */
    public static final int AUTOMATIC_IN_SYNC = 0;

    /** Largest batch of records in {@code images}, in bytes: an inline image has to stay well below. */
    public static final int IMAGE_MESSAGE_BYTES = 8 * 1024 * 1024;

    /** Largest batch of records in {@code dead-letters}, in bytes: room for an image and what was wrong with it. */
    public static final int DEAD_LETTER_MESSAGE_BYTES = 9 * 1024 * 1024;

    private static final int SMALL_TOPIC_PARTITIONS = 1;
    private static final int DEAD_LETTER_PARTITIONS = 3;

    private static final Duration JOB_RETENTION = Duration.ofDays(90);
    private static final Duration IMAGE_RETENTION = Duration.ofDays(365);
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(365);

    private static final String JOB_KEY = "experimentId/pairId/method/alpha/seed";

    /** @throws IllegalArgumentException if a part is out of range */
    public TopicCatalogue {
        if (!prefix.matches("[A-Za-z0-9._-]{0,200}")) {
            throw new IllegalArgumentException(
                    "topic prefix \"" + prefix + "\" must consist of at most 200 letters, digits, '.', '_' and '-'");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1, is " + partitions);
        }
        if (replicationFactor < 0) {
            throw new IllegalArgumentException("replication factor must be at least 1, is " + replicationFactor);
        }
        if (minInSyncReplicas < 0) {
            throw new IllegalArgumentException("min.insync.replicas must be at least 1, is " + minInSyncReplicas);
        }
    }

    /** As the other, with the retention that each topic has by default, and {@link #AUTOMATIC_IN_SYNC}. */
    public TopicCatalogue(String prefix, int partitions, short replicationFactor) {
        this(prefix, partitions, replicationFactor, null, AUTOMATIC_IN_SYNC);
    }

    /** Default prefix, partitions and replication. */
    public static TopicCatalogue defaults() {
        return withPrefix(DEFAULT_PREFIX);
    }

    /** Default partitions and replication under {@code prefix}. */
    public static TopicCatalogue withPrefix(String prefix) {
        return new TopicCatalogue(prefix, DEFAULT_PARTITIONS, AUTOMATIC_REPLICATION);
    }

    /** The designs of experiments, kept for good. */
    public TopicDefinition experiments() {
        return new TopicDefinition(
                prefix + "experiments",
                "experimentId",
                SMALL_TOPIC_PARTITIONS,
                replicationFactor,
                compacted(),
                Experiment.class,
                "The design of every experiment.");
    }

    /** The images to make. */
    public TopicDefinition jobs() {
        return new TopicDefinition(
                prefix + "jobs",
                JOB_KEY,
                partitions,
                replicationFactor,
                deleted(JOB_RETENTION),
                GenerationJob.class,
                "The images to make, each self-contained.");
    }

    /** The images made. PNG does not compress further, so the topic does not try. */
    public TopicDefinition images() {
        return new TopicDefinition(
                prefix + "images",
                JOB_KEY,
                partitions,
                replicationFactor,
                with(
                        deleted(IMAGE_RETENTION),
                        Map.of(
                                TopicConfig.COMPRESSION_TYPE_CONFIG,
                                "uncompressed",
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(IMAGE_MESSAGE_BYTES))),
                GeneratedImage.class,
                "The images made, kept so that another scorer can judge them later.");
    }

    /** The images made, without their bytes: the last of every image kept for good. */
    public TopicDefinition imageSummaries() {
        return new TopicDefinition(
                prefix + "image-summaries",
                JOB_KEY,
                partitions,
                replicationFactor,
                compacted(),
                ImageSummary.class,
                "What every image is and what made it, without its bytes.");
    }

    /** The margins, the last of every image and scorer kept for good. */
    public TopicDefinition scores() {
        return new TopicDefinition(
                prefix + "scores",
                JOB_KEY + "/scorerId",
                partitions,
                replicationFactor,
                compacted(),
                MarginScore.class,
                "The CLIP margin of every image under every scorer.");
    }

    /** What scorers make of prompts, the last of every scorer and text kept for good. */
    public TopicDefinition textEmbeddings() {
        return new TopicDefinition(
                prefix + "text-embeddings",
                "scorerSha256/scorerDtype/textSha256",
                SMALL_TOPIC_PARTITIONS,
                replicationFactor,
                compacted(),
                TextEmbedding.class,
                "The embedding of every prompt under every scorer.");
    }

    /** The final reports, kept for good. */
    public TopicDefinition reports() {
        return new TopicDefinition(
                prefix + "reports",
                "experimentId",
                SMALL_TOPIC_PARTITIONS,
                replicationFactor,
                with(compacted(), Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(IMAGE_MESSAGE_BYTES))),
                ExperimentReport.class,
                "The final tests of every completed experiment.");
    }

    /** The records that a stage gave up on. */
    public TopicDefinition deadLetters() {
        return new TopicDefinition(
                prefix + "dead-letters",
                "key of the original record, else topic/partition/offset",
                DEAD_LETTER_PARTITIONS,
                replicationFactor,
                with(
                        deleted(DEAD_LETTER_RETENTION),
                        Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DEAD_LETTER_MESSAGE_BYTES))),
                DeadLetter.class,
                "The records that a stage could not process, with the reason.");
    }

    /** The orders to make no more images of an experiment, the last of every experiment kept for good. */
    public TopicDefinition cancellations() {
        return new TopicDefinition(
                prefix + "cancellations",
                "experimentId",
                SMALL_TOPIC_PARTITIONS,
                replicationFactor,
                compacted(),
                Cancellation.class,
                "Up to which job an experiment is cancelled.");
    }

    /** The jobs whose images are not wanted any more, the last of every job kept for good. */
    public TopicDefinition skippedJobs() {
        return new TopicDefinition(
                prefix + "skipped-jobs",
                JOB_KEY,
                partitions,
                replicationFactor,
                compacted(),
                SkippedJob.class,
                "The jobs that were skipped, with the reason.");
    }

    /** What is decided of the cells of experiments that stop when they are, kept for good. */
    public TopicDefinition decisions() {
        return new TopicDefinition(
                prefix + "decisions",
                "experimentId/scorerId/method/alpha/category",
                SMALL_TOPIC_PARTITIONS,
                replicationFactor,
                compacted(),
                Decision.class,
                "What is decided of every cell of an experiment that stops when it is.");
    }

    /** All topics, in the order of the flow. */
    public List<TopicDefinition> topics() {
        return List.of(
                experiments(),
                jobs(),
                images(),
                imageSummaries(),
                scores(),
                textEmbeddings(),
                reports(),
                deadLetters(),
                cancellations(),
                skippedJobs(),
                decisions());
    }

    private static Map<String, String> compacted() {
        return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    private Map<String, String> deleted(Duration unlessChosen) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString((retention == null ? unlessChosen : retention).toMillis()));
    }

    private static Map<String, String> with(Map<String, String> configs, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(configs);
        all.putAll(more);
        return all;
    }
}
