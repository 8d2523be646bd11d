package io.steerscope.producer.publish;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * What became of an experiment whose production failed. A transaction of unknown fate is decided by opening its
 * transactional id once more: then it is committed or aborted for good, and the topic of experiments tells which.
 */
final class ProductionFate {

    private static final Logger LOG = LoggerFactory.getLogger(ProductionFate.class);

    private final Supplier<Producer<String, byte[]>> producers;
    private final ExperimentLog log;
    private final String transactionalId;
    private final ExperimentDesign design;

    ProductionFate(
            Supplier<Producer<String, byte[]>> producers,
            ExperimentLog log,
            TopicCatalogue catalogue,
            ExperimentDesign design) {
        this.producers = producers;
        this.log = log;
        this.transactionalId = ExperimentTransaction.id(catalogue, design.experimentId());
        this.design = design;
    }

    /**
     * Finds out.
     *
     * @return the experiment, if it is written
     * @throws ProductionException if nothing of it became visible, or that cannot be found out
     */
    ProduceOutcome find(UnknownFateException failure) {
        Optional<Experiment> written;
        try (Producer<String, byte[]> successor = producers.get()) {
            successor.initTransactions();
            written = log.find(design.experimentId());
            if (written.isPresent()
                    && log.cancelled(design.experimentId())
                            .filter(CancelledJobs::isInForce)
                            .isPresent()) {
                written = Optional.empty();
            }
            successor.close(Duration.ofSeconds(5));
        } catch (KafkaException | ProductionException e) {
            throw new ProductionException(
                    "whether experiment %s is written is not known: %s; run the same command again: it writes nothing twice"
                            .formatted(design.experimentId(), MissingRight.line(failure.reason(), transactionalId)),
                    e);
        }
        if (written.isEmpty()) {
            throw nothing(failure.reason());
        }
        Experiment experiment = written.get();
        if (!experiment.getDesignSha256().equals(design.experiment().getDesignSha256())) {
            throw new DesignConflictException(experiment, design.experiment());
        }
        LOG.atInfo()
                .addKeyValue("experiment", design.experimentId())
                .log("The answer to the commit was lost; the experiment is written");
        return new ProduceOutcome.Produced(experiment);
    }

    /** That nothing became visible, and why. */
    ProductionException nothing(Throwable failure) {
        return new ProductionException(
                "nothing of experiment %s became visible: %s; run the same command again"
                        .formatted(design.experimentId(), MissingRight.line(failure, transactionalId)),
                failure);
    }
}
