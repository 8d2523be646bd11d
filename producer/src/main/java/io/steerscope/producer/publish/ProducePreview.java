package io.steerscope.producer.publish;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.KafkaException;

import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.ExperimentPlan;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.topic.TopicCatalogue;

/** What producing a design would do, as of what is committed; nothing is written. */
public sealed interface ProducePreview {

    /** There is no experiment of its name: all jobs would be written. */
    record New() implements ProducePreview {}

    /** The same design was produced before: nothing would be written. */
    record AlreadyProduced() implements ProducePreview {}

    /**
     * The same design was produced before and cancelled since: it would be resumed.
     *
     * @param jobs those without an image, which would be written again
     */
    record Resumed(long jobs) implements ProducePreview {}

    /**
     * Looks into the topics.
     *
     * @param kafkaConfig Kafka client properties, {@code bootstrap.servers} at least
     * @param catalogue the topics, which must exist
     * @throws DesignConflictException if the experiment exists with another design
     * @throws ProductionException if the topics cannot be read
     */
    static ProducePreview of(Map<String, ?> kafkaConfig, TopicCatalogue catalogue, ExperimentDesign design) {
        try (CommittedRecords records = CommittedRecords.open(kafkaConfig)) {
            return of(new ExperimentLog(records, catalogue), design);
        } catch (KafkaException e) {
            throw new ProductionException("the topics cannot be read: " + FailureLine.of(e), e);
        }
    }

    private static ProducePreview of(ExperimentLog log, ExperimentDesign design) {
        Optional<Experiment> existing = log.find(design.experimentId());
        if (existing.isEmpty()) {
            return new New();
        }
        ExperimentProducer.requireSameDesign(existing.get(), design.experiment());
        if (log.cancelled(design.experimentId())
                .filter(CancelledJobs::isInForce)
                .isEmpty()) {
            return new AlreadyProduced();
        }
        Set<String> settled = log.settledJobs(design.experimentId());
        return new Resumed(ExperimentPlan.of(design).jobs().stream()
                .filter(job -> !settled.contains(RecordKeys.jobKey(job.getIdentity())))
                .count());
    }
}
