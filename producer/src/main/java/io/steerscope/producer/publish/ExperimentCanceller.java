package io.steerscope.producer.publish;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.foundation.vocabulary.ExperimentKind;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.PartitionEnd;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * Orders that no more images of an experiment are made; see {@link io.steerscope.schemas.cancellation} for what that
 * says.
 *
 * <p>It takes the transactional id under which the experiment is produced. So it ends a transaction in which somebody
 * takes the experiment up again at that moment, and of two processes the later one prevails, whole.
 */
public final class ExperimentCanceller {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentCanceller.class);

    private final Producer<String, byte[]> producer;
    private final CommittedRecords records;
    private final ExperimentLog log;
    private final TopicCatalogue catalogue;
    private final Clock clock;
    private final Serializer<Cancellation> cancellations = AvroSerdes.serializer(Cancellation.class);

    ExperimentCanceller(
            Producer<String, byte[]> producer, CommittedRecords records, TopicCatalogue catalogue, Clock clock) {
        this.producer = producer;
        this.records = records;
        this.log = new ExperimentLog(records, catalogue);
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Gives the order. Given again, it concerns the jobs that were written in between as well.
     *
     * @param kafkaConfig Kafka client properties, {@code bootstrap.servers} at least
     * @param catalogue the topics, which must exist
     * @throws ProductionException if there is no such experiment, which also holds while it is being produced for the
     *     first time; if it is of images from elsewhere, which has no jobs; if a topic is
     *     missing; or if another process writes about the experiment at this moment
     * @throws KafkaException if the cluster refuses or cannot be reached
     */
    public static CancelOutcome cancel(Map<String, ?> kafkaConfig, TopicCatalogue catalogue, String experimentId) {
        RecordKeys.checkId("experiment id", experimentId);
        try (CommittedRecords records = CommittedRecords.open(kafkaConfig)) {
            Experiment experiment = existing(new ExperimentLog(records, catalogue), experimentId);
            try (Producer<String, byte[]> producer = ExperimentClients.producer(kafkaConfig, catalogue, experimentId)) {
                return new ExperimentCanceller(producer, records, catalogue, Clock.systemUTC()).cancel(experiment);
            }
        }
    }

    /**
     * Nothing is fenced before the experiment is known to be there: its first production shall not end by a mistake.
     */
    static Experiment existing(ExperimentLog log, String experimentId) {
        Experiment experiment = log.find(experimentId).orElseThrow(() -> UnknownExperiment.of(experimentId, log.ids()));
        if (ExperimentKind.of(experiment.getKind()) == ExperimentKind.IMAGES) {
            throw new ProductionException("experiment " + experimentId
                    + " is of kind images: its images were made elsewhere, and there are no jobs to cancel");
        }
        return experiment;
    }

    CancelOutcome cancel(Experiment experiment) {
        String experimentId = experiment.getExperimentId();
        producer.initTransactions();
        Optional<CancelledJobs> before = log.cancelled(experimentId);
        Cancellation order = new Cancellation(
                experimentId, jobEnds(), before.map(CancelledJobs::replaced).orElse(List.of()), clock.instant());
        ExperimentTransaction transaction = new ExperimentTransaction(producer, experimentId);
        try {
            transaction.write(
                    () -> transaction.send(catalogue.cancellations().name(), null, experimentId, cancellations, order));
        } catch (UnknownFateException e) {
            throw new ProductionException(
                    "whether experiment " + experimentId + " is cancelled is not known: " + FailureLine.of(e.reason())
                            + "; give the order again, which does no harm",
                    e);
        }
        LOG.atInfo().addKeyValue("experiment", experimentId).log("experiment cancelled");
        return new CancelOutcome(
                experiment, before.filter(CancelledJobs::isInForce).isPresent(), openJobs(experiment));
    }

    private List<PartitionEnd> jobEnds() {
        List<PartitionEnd> ends = new ArrayList<>();
        records.ends(catalogue.jobs())
                .forEach((partition, end) -> ends.add(new PartitionEnd(partition.partition(), end)));
        ends.sort(Comparator.comparingInt(PartitionEnd::getPartition));
        return ends;
    }

    /** The order has been given by now, so that a number which cannot be had is no failure. */
    private long openJobs(Experiment experiment) {
        try {
            return Math.max(
                    0,
                    experiment.getExpectedJobs()
                            - log.settledJobs(experiment.getExperimentId()).size());
        } catch (KafkaException | ProductionException e) {
            LOG.atWarn().addKeyValue("error", FailureLine.of(e)).log("open jobs cannot be counted");
            return CancelOutcome.UNKNOWN;
        }
    }
}
