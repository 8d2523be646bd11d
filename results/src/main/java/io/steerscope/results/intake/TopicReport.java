package io.steerscope.results.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * The report read straight from the topics, with no aggregator: of a finished cluster, or to check one.
 *
 * <p>It reads what is committed in {@code experiments}, {@code cancellations}, {@code scores}, {@code dead-letters} and
 * {@code image-summaries}, and of a cancelled experiment in {@code skipped-jobs}, at the moment it starts. What counts
 * for an aggregator counts here.
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
        Designs designs = designs();
        Experiment experiment = designs.experiment(experimentId).orElseThrow(() -> unknown(designs, experimentId));
        byte[] prefix = (experimentId + "/").getBytes(StandardCharsets.UTF_8);
        Map<String, MarginScore> scores = last(
                topics.scores().name(),
                RecordAcceptance.ofScores(limits),
                RecordTimes::of,
                key -> startsWith(key, prefix));
        Map<String, DeadLetter> failures =
                last(topics.deadLetters().name(), RecordAcceptance.ofDeadLetters(limits), RecordTimes::of, key -> true);
        failures.keySet().removeIf(key -> !key.startsWith(experimentId + "/"));
        Map<String, ImageSummary> images = last(
                topics.imageSummaries().name(),
                RecordAcceptance.ofImageSummaries(limits),
                RecordTimes::of,
                key -> startsWith(key, prefix));
        Optional<CancelledJobs> order = designs.cancelledJobs(experimentId);
        Map<String, SkippedJob> skipped = order.isEmpty()
                ? Map.of()
                : last(
                        topics.skippedJobs().name(),
                        RecordAcceptance.ofSkippedJobs(limits),
                        RecordTimes::of,
                        key -> startsWith(key, prefix));
        log.flush();
        return ExperimentReportBuilder.build(
                experiment, scores.values(), failures.values(), images.values(), order, skipped.values());
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
        LastRecords<T> values = new LastRecords<>();
        forEach(topic, record -> {
            if (selected.test(record.key())) {
                take(record, acceptance.judge(topic, record.key(), record.headers(), record.value()), time, values);
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

    private <T> void take(
            ConsumerRecord<byte[], byte[]> record,
            Judgement<T> judgement,
            ToLongFunction<T> time,
            LastRecords<T> values) {
        int partition = record.partition();
        if (judgement instanceof Judgement.Accepted<T> accepted) {
            T value = accepted.value();
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
