package io.steerscope.results.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.consumer.UnreadableMark;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * The designs, orders to cancel, decisions and published reports that were read so far. Safe for use by one writer and
 * several readers.
 */
public final class Designs {

    private final LastValues<Experiment> experiments;
    private final LastValues<ExperimentReport> reports = new LastValues<>(RecordAcceptance.ofReports());
    private final LastValues<Cancellation> cancellations = new LastValues<>(RecordAcceptance.ofCancellations());
    private final String experimentTopic;
    private final Decisions decisions;
    private final Map<String, ReadTopic> byTopic;
    private final LeftOutRecords leftOut = new LeftOutRecords();
    private final LeftOutLog log;

    /**
     * @param limits the most that a design may hold
     * @param log told of every record that does not count
     */
    public Designs(TopicCatalogue topics, RecordLimits limits, LeftOutLog log) {
        this.log = log;
        this.experiments = new LastValues<>(RecordAcceptance.ofExperiments(limits));
        this.decisions = new Decisions(limits);
        this.experimentTopic = topics.experiments().name();
        this.byTopic = Map.of(
                experimentTopic,
                experiments,
                topics.reports().name(),
                reports,
                topics.cancellations().name(),
                cancellations,
                topics.decisions().name(),
                decisions);
    }

    /** Names of the topics. */
    public Set<String> topics() {
        return byTopic.keySet();
    }

    /**
     * Takes in a record of one of the topics.
     *
     * @throws io.steerscope.schemas.serde.NewerSchemaException if a newer release wrote it
     */
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        ReadTopic values = byTopic.get(record.topic());
        if (values == null) {
            throw new IllegalArgumentException("topic " + record.topic() + " holds no designs");
        }
        Judgement<?> judgement = values.accept(record);
        boolean isTombstone =
                record.value() == null && UnreadableMark.of(record.headers()).isEmpty();
        if (judgement instanceof Judgement.Refused<?> refused && !isTombstone) {
            LeftOutRecord shown = LeftOutRecords.shown(
                    record.topic(), record.partition(), record.offset(), record.key(), refused.reason());
            leftOut.add(record, shown);
            log.add(shown);
        } else {
            leftOut.remove(record);
        }
    }

    /** All designs, the one written last first. */
    public List<Experiment> experiments() {
        return experiments.newestFirst();
    }

    /** The design of an experiment. */
    public Optional<Experiment> experiment(String experimentId) {
        return experiments.get(experimentId);
    }

    /** Why the design of an experiment does not count, if there is one that does not. */
    public Optional<String> leftOut(String experimentId) {
        return leftOut.find(experimentTopic, experimentId).map(LeftOutRecord::reason);
    }

    /** The report last published of an experiment. */
    public Optional<ExperimentReport> report(String experimentId) {
        return reports.get(experimentId);
    }

    /** What the last order to cancel an experiment concerns. */
    public Optional<CancelledJobs> cancelledJobs(String experimentId) {
        return cancellations.get(experimentId).map(order -> CancelledJobs.of(experimentId, order));
    }

    /**
     * The decisions about the cells of an experiment whose design says when it stops: the first of every cell and
     * scorer, about the present design; by method, alpha, category and scorer.
     */
    public List<Decision> decisions(String experimentId) {
        return experiment(experimentId).map(decisions::of).orElse(List.of());
    }

    /** The records that do not count at present. */
    public LeftOutRecords leftOut() {
        return leftOut;
    }
}
