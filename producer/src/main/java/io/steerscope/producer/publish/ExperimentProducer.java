package io.steerscope.producer.publish;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.ExperimentPlan;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

/** Writes an experiment and its jobs, all at once and only once; see the package for how. */
public final class ExperimentProducer {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentProducer.class);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final ExperimentLog log;
    private final TopicCatalogue catalogue;
    private final Serializer<Experiment> experiments = AvroSerdes.serializer(Experiment.class);
    private final Serializer<GenerationJob> jobs = AvroSerdes.serializer(GenerationJob.class);
    private final Serializer<Cancellation> cancellations = AvroSerdes.serializer(Cancellation.class);
    private final Clock clock;

    ExperimentProducer(Producer<String, byte[]> producer, ExperimentLog log, TopicCatalogue catalogue, Clock clock) {
        this.producer = producer;
        this.log = log;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Produces an experiment, unless the same design has been produced before; takes it up again if it was cancelled.
     * If the answer to the commit is lost, it finds out whether the experiment became visible.
     *
     * @param kafkaConfig Kafka client properties, {@code bootstrap.servers} at least
     * @param catalogue the topics, which must exist
     * @param design what to produce
     * @param listener is told of the progress
     * @throws DesignConflictException if the experiment exists with another design; nothing has been written
     * @throws ProductionException if it was not produced, or that is not known; the message says which, and why
     */
    public static ProduceOutcome produce(
            Map<String, ?> kafkaConfig, TopicCatalogue catalogue, ExperimentDesign design, ProduceListener listener) {
        Supplier<Producer<String, byte[]>> producers =
                () -> ExperimentClients.producer(kafkaConfig, catalogue, design.experimentId());
        try (CommittedRecords records = CommittedRecords.open(kafkaConfig)) {
            ExperimentLog log = new ExperimentLog(records, catalogue);
            return produce(producers, log, catalogue, design, listener);
        }
    }

    static ProduceOutcome produce(
            Supplier<Producer<String, byte[]>> producers,
            ExperimentLog log,
            TopicCatalogue catalogue,
            ExperimentDesign design,
            ProduceListener listener) {
        ProductionFate fate = new ProductionFate(producers, log, catalogue, design);
        try {
            return produceOnce(producers, log, catalogue, design, listener);
        } catch (UnknownFateException e) {
            return fate.find(e);
        } catch (KafkaException e) {
            throw fate.nothing(e);
        }
    }

    /** The producer is not waited for without end: one that has no answer to its commit would wait on. */
    private static ProduceOutcome produceOnce(
            Supplier<Producer<String, byte[]>> producers,
            ExperimentLog log,
            TopicCatalogue catalogue,
            ExperimentDesign design,
            ProduceListener listener) {
        Producer<String, byte[]> producer = producers.get();
        try {
            return new ExperimentProducer(producer, log, catalogue, Clock.systemUTC()).produce(design, listener);
        } finally {
            producer.close(CLOSING);
        }
    }

    ProduceOutcome produce(ExperimentDesign design, ProduceListener listener) {
        ExperimentPlan plan = ExperimentPlan.of(design);
        Experiment requested = plan.experiment();
        producer.initTransactions();
        Optional<Experiment> existing = log.find(design.experimentId());
        Optional<CancelledJobs> cancelled = log.cancelled(design.experimentId()).filter(CancelledJobs::isInForce);
        if (existing.isPresent()) {
            requireSameDesign(existing.get(), requested);
            return cancelled.isPresent()
                    ? takeUp(plan, existing.get(), cancelled.get(), listener)
                    : alreadyProduced(existing.get());
        }
        produceAnew(plan, requested, cancelled, listener);
        return new ProduceOutcome.Produced(requested);
    }

    static void requireSameDesign(Experiment existing, Experiment requested) {
        if (!existing.getDesignSha256().equals(requested.getDesignSha256())) {
            throw new DesignConflictException(existing, requested);
        }
    }

    private static ProduceOutcome alreadyProduced(Experiment existing) {
        LOG.atInfo()
                .addKeyValue("experiment", existing.getExperimentId())
                .log("experiment was produced before, nothing to do");
        return new ProduceOutcome.AlreadyProduced(existing);
    }

    /** An order to cancel may be left of an experiment of that name which was deleted since. */
    private void produceAnew(
            ExperimentPlan plan, Experiment experiment, Optional<CancelledJobs> cancelled, ProduceListener listener) {
        ExperimentTransaction transaction = new ExperimentTransaction(producer, experiment.getExperimentId());
        transaction.write(() -> {
            sendJobs(transaction, plan.items(), experiment.getExpectedJobs(), listener);
            cancelled.ifPresent(order -> sendTakenUp(transaction, experiment.getExperimentId(), order));
            transaction.send(
                    catalogue.experiments().name(), null, experiment.getExperimentId(), experiments, experiment);
        });
        LOG.atInfo()
                .addKeyValue("experiment", experiment.getExperimentId())
                .addKeyValue("jobs", experiment.getExpectedJobs())
                .log("experiment produced");
    }

    private ProduceOutcome takeUp(
            ExperimentPlan plan, Experiment experiment, CancelledJobs cancelled, ProduceListener listener) {
        String experimentId = experiment.getExperimentId();
        Set<String> settled = log.settledJobs(experimentId);
        List<List<GenerationJob>> open = plan.items().stream()
                .map(item -> item.stream()
                        .filter(job -> !settled.contains(RecordKeys.jobKey(job.getIdentity())))
                        .toList())
                .filter(item -> !item.isEmpty())
                .toList();
        long count = open.stream().mapToLong(List::size).sum();
        ExperimentTransaction transaction = new ExperimentTransaction(producer, experimentId);
        transaction.write(() -> {
            sendJobs(transaction, open, count, listener);
            sendTakenUp(transaction, experimentId, cancelled);
        });
        LOG.atInfo()
                .addKeyValue("experiment", experimentId)
                .addKeyValue("jobs", count)
                .log("cancelled experiment taken up again");
        return new ProduceOutcome.TakenUp(experiment, count);
    }

    /**
     * Deals the items out to the partitions, each to the one that has the fewest jobs, so that the jobs of an item are
     * done one after another and all partitions are about equally long.
     */
    private void sendJobs(
            ExperimentTransaction transaction, List<List<GenerationJob>> items, long total, ProduceListener listener) {
        String topic = catalogue.jobs().name();
        long[] lengths = new long[producer.partitionsFor(topic).size()];
        long sent = 0;
        for (List<GenerationJob> item : items) {
            int partition = shortest(lengths);
            for (GenerationJob job : item) {
                transaction.send(topic, partition, RecordKeys.jobKey(job.getIdentity()), jobs, job);
                sent++;
                listener.sent(sent, total);
            }
            lengths[partition] += item.size();
        }
    }

    private static int shortest(long[] lengths) {
        int shortest = 0;
        for (int partition = 1; partition < lengths.length; partition++) {
            if (lengths[partition] < lengths[shortest]) {
                shortest = partition;
            }
        }
        return shortest;
    }

    private void sendTakenUp(ExperimentTransaction transaction, String experimentId, CancelledJobs cancelled) {
        transaction.send(
                catalogue.cancellations().name(),
                null,
                experimentId,
                cancellations,
                new Cancellation(experimentId, cancelled.takenUp(), cancelled.takenUp(), clock.instant()));
    }
}
