package io.steerscope.producer.publish;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.ExperimentPlan;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

/** Writes an experiment and its jobs, all at once and only once; see the package for how. */
public final class ExperimentProducer {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentProducer.class);

    private final Producer<String, byte[]> producer;
    private final ExperimentLog log;
    private final TopicCatalogue catalogue;
    private final Serializer<Experiment> experiments = AvroSerdes.serializer(Experiment.class);
    private final Serializer<GenerationJob> jobs = AvroSerdes.serializer(GenerationJob.class);

    ExperimentProducer(Producer<String, byte[]> producer, ExperimentLog log, TopicCatalogue catalogue) {
        this.producer = producer;
        this.log = log;
        this.catalogue = catalogue;
    }

    /**
     * Produces an experiment, unless the same design has been produced before.
     *
     * @param kafkaConfig Kafka client properties, {@code bootstrap.servers} at least
     * @param catalogue the topics, which must exist
     * @param design what to produce
     * @param listener is told of the progress
     * @throws DesignConflictException if the experiment exists with another design; nothing has been written
     * @throws ProductionException if a topic is missing, or another process produces the same experiment
     * @throws KafkaException if the cluster refuses or cannot be reached; nothing has become visible
     */
    public static ProduceOutcome produce(
            Map<String, ?> kafkaConfig, TopicCatalogue catalogue, ExperimentDesign design, ProduceListener listener) {
        String transactionalId = catalogue.prefix() + "producer." + design.experimentId();
        try (ExperimentLog log = ExperimentLog.open(kafkaConfig, catalogue.experiments());
                Producer<String, byte[]> producer = new KafkaProducer<>(
                        ClientProperties.producer(kafkaConfig, transactionalId),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            return new ExperimentProducer(producer, log, catalogue).produce(design, listener);
        }
    }

    ProduceOutcome produce(ExperimentDesign design, ProduceListener listener) {
        ExperimentPlan plan = ExperimentPlan.of(design);
        Experiment requested = plan.experiment();
        producer.initTransactions();
        Optional<Experiment> existing = log.find(design.experimentId());
        if (existing.isPresent()) {
            return sameDesign(existing.get(), requested);
        }
        write(plan, requested, listener);
        LOG.atInfo()
                .addKeyValue("experiment", requested.getExperimentId())
                .addKeyValue("jobs", requested.getExpectedJobs())
                .log("experiment produced");
        return new ProduceOutcome.Produced(requested);
    }

    private static ProduceOutcome sameDesign(Experiment existing, Experiment requested) {
        if (!existing.getDesignSha256().equals(requested.getDesignSha256())) {
            throw new DesignConflictException(existing, requested);
        }
        LOG.atInfo()
                .addKeyValue("experiment", existing.getExperimentId())
                .log("experiment was produced before, nothing to do");
        return new ProduceOutcome.AlreadyProduced(existing);
    }

    private void write(ExperimentPlan plan, Experiment experiment, ProduceListener listener) {
        producer.beginTransaction();
        try {
            sendJobs(plan, experiment.getExpectedJobs(), listener);
            String topic = catalogue.experiments().name();
            producer.send(new ProducerRecord<>(
                    topic, experiment.getExperimentId(), experiments.serialize(topic, experiment)));
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new ProductionException(
                    "experiment %s is being produced by another process".formatted(experiment.getExperimentId()), e);
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    /**
     * Deals the items out to the partitions in turn, so that the jobs of an item are done one after another and all
     * partitions are equally long.
     */
    private void sendJobs(ExperimentPlan plan, long total, ProduceListener listener) {
        String topic = catalogue.jobs().name();
        int partitions = producer.partitionsFor(topic).size();
        long sent = 0;
        int partition = 0;
        for (List<GenerationJob> item : plan.items()) {
            for (GenerationJob job : item) {
                producer.send(new ProducerRecord<>(
                        topic, partition, RecordKeys.jobKey(job.getIdentity()), jobs.serialize(topic, job)));
                sent++;
                listener.sent(sent, total);
            }
            partition = (partition + 1) % partitions;
        }
    }

    private void abort(RuntimeException failure) {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            failure.addSuppressed(e);
        }
    }
}
