package io.steerscope.results.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.results.analysis.Embeddings;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * The report read straight from the topics, with no aggregator: of a finished cluster, or to check one.
 *
 * <p>It reads what is committed in {@code experiments}, {@code cancellations}, {@code decisions}, {@code scores},
 * {@code dead-letters} and {@code image-summaries}, of an experiment that was cancelled or stops when it is decided in
 * {@code skipped-jobs}, and of one whose scores carry embeddings in {@code text-embeddings}, at the moment it starts.
 * What counts for an aggregator counts here. Embeddings of images are in a temporary file meanwhile.
 */
public final class TopicReport {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReport.class);

    private final TopicReading reading;
    private final TopicCatalogue topics;
    private final RecordLimits limits;
    private final Consumer<String> remarks;
    private final LeftOutLog log;

    private TopicReport(TopicReading reading, TopicCatalogue topics, RecordLimits limits, Consumer<String> remarks) {
        this.reading = reading;
        this.topics = topics;
        this.limits = limits;
        this.remarks = remarks;
        this.log = LeftOutLog.counting(remarks);
    }

    /**
     * The report on the scores there are; final where {@link ReportDocument#isComplete()}.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @throws UnknownSubjectException if there is no such experiment
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer, or a newer release wrote a record
     */
    public static ReportDocument read(
            Map<String, Object> clientProperties, TopicCatalogue topics, String experimentId) {
        return read(clientProperties, topics, RecordLimits.DEFAULT, experimentId);
    }

    /** The same under other limits of records. */
    public static ReportDocument read(
            Map<String, Object> clientProperties, TopicCatalogue topics, RecordLimits limits, String experimentId) {
        return read(clientProperties, topics, limits, experimentId, TopicReport::warn);
    }

    /**
     * The same.
     *
     * @param remarks is told in one line each of which topics records do not count, how many, and of which topics keys
     *     stand in several partitions
     */
    public static ReportDocument read(
            Map<String, Object> clientProperties,
            TopicCatalogue topics,
            RecordLimits limits,
            String experimentId,
            Consumer<String> remarks) {
        try (TopicReading reading = new TopicReading(clientProperties)) {
            return new TopicReport(reading, topics, limits, remarks).read(experimentId);
        }
    }

    /** The same without the analyses of embeddings, none of which is read. */
    public static ReportDocument readMargins(
            Map<String, Object> clientProperties,
            TopicCatalogue topics,
            RecordLimits limits,
            String experimentId,
            Consumer<String> remarks) {
        try (TopicReading reading = new TopicReading(clientProperties)) {
            return new TopicReport(reading, topics, limits, remarks).read(experimentId, null);
        }
    }

    /** The same, with remarks in the log. */
    public static ReportDocument readMargins(
            Map<String, Object> clientProperties, TopicCatalogue topics, String experimentId) {
        return readMargins(clientProperties, topics, RecordLimits.DEFAULT, experimentId, TopicReport::warn);
    }

    /** The same from a reading, which stays open. */
    static ReportDocument read(TopicReading reading, TopicCatalogue topics, String experimentId) {
        return new TopicReport(reading, topics, RecordLimits.DEFAULT, TopicReport::warn).read(experimentId);
    }

    private static void warn(String remark) {
        LOG.atWarn().addKeyValue("records", remark).log("left out");
    }

    /**
     * The ids of all experiments, ascending.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer, or a newer release wrote a record
     */
    public static List<String> experiments(Map<String, Object> clientProperties, TopicCatalogue topics) {
        try (TopicReading reading = new TopicReading(clientProperties)) {
            return new TopicReport(reading, topics, RecordLimits.DEFAULT, TopicReport::warn)
                    .designs().experiments().stream()
                            .map(Experiment::getExperimentId)
                            .sorted()
                            .toList();
        }
    }

    private ReportDocument read(String experimentId) {
        try (SpilledEmbeddings embeddings = SpilledEmbeddings.create()) {
            return read(experimentId, embeddings);
        }
    }

    /** @param embeddings takes the embeddings; null to leave them */
    private ReportDocument read(String experimentId, @Nullable SpilledEmbeddings embeddings) {
        Designs designs = designs();
        Experiment experiment = designs.experiment(experimentId).orElseThrow(() -> unknown(designs, experimentId));
        byte[] prefix = (experimentId + "/").getBytes(StandardCharsets.UTF_8);
        Map<String, MarginScore> scores = embeddings == null
                ? last(
                        topics.scores().name(),
                        RecordAcceptance.ofScores(limits),
                        RecordTimes::of,
                        key -> startsWith(key, prefix))
                : embeddedScores(prefix, embeddings);
        Map<String, DeadLetter> failures =
                last(topics.deadLetters().name(), RecordAcceptance.ofDeadLetters(limits), RecordTimes::of, key -> true);
        failures.keySet().removeIf(key -> !key.startsWith(experimentId + "/"));
        Map<String, ImageSummary> images = last(
                topics.imageSummaries().name(),
                RecordAcceptance.ofImageSummaries(limits),
                RecordTimes::of,
                key -> startsWith(key, prefix));
        Optional<CancelledJobs> order = designs.cancelledJobs(experimentId);
        Map<String, SkippedJob> skipped = order.isEmpty() && experiment.getStop() == null
                ? Map.of()
                : last(
                        topics.skippedJobs().name(),
                        RecordAcceptance.ofSkippedJobs(limits),
                        RecordTimes::of,
                        key -> startsWith(key, prefix));
        log.flush();
        return ExperimentReportBuilder.build(
                experiment,
                scores.values(),
                failures.values(),
                images.values(),
                order,
                skipped.values(),
                designs.decisions(experimentId),
                embeddings == null ? Embeddings.NONE : embeddings);
    }

    /**
     * A score without its embedding.
     *
     * @param place where that is; null without one
     */
    private record Scored(MarginScore score, Spill.@Nullable Place place) {}

    /** The scores that count, without their embeddings, which are given away, with those of their prompts. */
    private Map<String, MarginScore> embeddedScores(byte[] prefix, SpilledEmbeddings embeddings) {
        Map<String, Scored> last = last(
                topics.scores().name(),
                RecordAcceptance.ofEmbeddedScores(limits),
                score -> new Scored(
                        Objects.requireNonNullElse(Payloads.withoutEmbedding(score), score), embeddings.add(score)),
                scored -> RecordTimes.of(scored.score()),
                key -> startsWith(key, prefix));
        Map<String, MarginScore> scores = new LinkedHashMap<>();
        Map<String, Embeddings.Text> texts = new HashMap<>();
        last.forEach((key, scored) -> {
            scores.put(key, scored.score());
            if (scored.place() != null) {
                embeddings.put(key, scored.place());
                for (Embeddings.Text text :
                        List.of(Embeddings.Text.ofSource(scored.score()), Embeddings.Text.ofTarget(scored.score()))) {
                    texts.put(RecordKeys.textEmbeddingKey(text.scorerSha256(), text.scorerDtype(), text.text()), text);
                }
            }
        });
        if (!embeddings.isEmpty()) {
            texts(texts, embeddings);
        }
        return scores;
    }

    /** Reads the embeddings of texts; of several partitions that of the highest number counts. */
    private void texts(Map<String, Embeddings.Text> wanted, SpilledEmbeddings embeddings) {
        Map<String, TextEmbedding> found = last(
                topics.textEmbeddings().name(),
                RecordAcceptance.ofTextEmbeddings(limits),
                text -> 0L,
                key -> key != null && wanted.containsKey(new String(key, StandardCharsets.UTF_8)));
        found.forEach((key, text) ->
                embeddings.put(Objects.requireNonNull(wanted.get(key)), EmbeddingBytes.vector(text.getEmbedding())));
    }

    private static UnknownSubjectException unknown(Designs designs, String experimentId) {
        return designs.leftOut(experimentId)
                .map(reason -> UnknownSubjectException.ofDesign(experimentId, reason))
                .orElseGet(() -> UnknownSubjectException.of(
                        "experiment",
                        experimentId,
                        designs.experiments().stream()
                                .map(Experiment::getExperimentId)
                                .toList()));
    }

    /** What came meanwhile counts too, as it does for an aggregator: of each key the newest is what counts. */
    private void forEach(String topic, TopicReading.Action<RuntimeException> action) {
        reading.forEach(topic, TopicReading.Extent.AND_NEWER, action, left -> {});
    }

    private Designs designs() {
        Designs designs = new Designs(topics, limits, log);
        forEach(topics.experiments().name(), designs::accept);
        forEach(topics.cancellations().name(), designs::accept);
        forEach(topics.decisions().name(), designs::accept);
        return designs;
    }

    /**
     * The records that count of one topic, of those whose key is selected; of several partitions by {@link KeyValues}.
     */
    private <T extends SpecificRecord> Map<String, T> last(
            String topic,
            RecordAcceptance<T> acceptance,
            ToLongFunction<T> time,
            Predicate<byte @Nullable []> selected) {
        return last(topic, acceptance, record -> record, time, selected);
    }

    /** @param kept what is kept of a record */
    private <T extends SpecificRecord, V> Map<String, V> last(
            String topic,
            RecordAcceptance<T> acceptance,
            Function<T, V> kept,
            ToLongFunction<V> time,
            Predicate<byte @Nullable []> selected) {
        LastRecords<V> values = new LastRecords<>();
        forEach(topic, record -> {
            if (selected.test(record.key())) {
                take(
                        record,
                        acceptance.judge(topic, record.key(), record.headers(), record.value()),
                        kept,
                        time,
                        values);
            }
        });
        long several = values.inSeveralPartitions();
        if (several > 0) {
            remarks.accept(several + (several == 1 ? " key of " : " keys of ") + topic
                    + (several == 1 ? " stands" : " stand")
                    + " in several partitions: of each the record that was made last counts");
        }
        return values.byKey();
    }

    private <T, V> void take(
            ConsumerRecord<byte[], byte[]> record,
            Judgement<T> judgement,
            Function<T, V> kept,
            ToLongFunction<V> time,
            LastRecords<V> values) {
        int partition = record.partition();
        if (judgement instanceof Judgement.Accepted<T> accepted) {
            V value = kept.apply(accepted.value());
            values.put(accepted.key(), partition, time.applyAsLong(value), value);
        } else if (judgement instanceof Judgement.Retracted<T> retracted) {
            values.remove(retracted.key(), partition);
        } else if (judgement instanceof Judgement.Refused<T> refused) {
            log.add(LeftOutRecords.shown(record.topic(), partition, record.offset(), record.key(), refused.reason()));
        }
    }

    private static boolean startsWith(byte @Nullable [] key, byte[] prefix) {
        return key != null
                && key.length >= prefix.length
                && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
