package io.steerscope.aggregator;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.state.CellKey;
import io.steerscope.results.intake.Judgement;
import io.steerscope.results.intake.RecordAcceptance;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * The topic of decisions as its one writer has it. A decision that stands there is never written again.
 *
 * <p>There is one writer at a time: whoever opens the log fences the one before by the transactional id of their
 * application, and reads the topic to its end only then. So nothing that is not known here can come between that
 * reading and what is written; what the one before wrote is either committed, and was read, or never will be. Used by
 * one thread.
 */
final class DecisionLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<String, Decision> producer;
    private final String topic;
    private final Set<About> decided = new HashSet<>();

    /** Reads all that is committed in the topic. */
    @FunctionalInterface
    interface Reading {

        /** @throws KafkaException if the cluster does not answer */
        void forEach(Consumer<ConsumerRecord<byte[], byte[]>> action);
    }

    /** What a decision is about. */
    private record About(String key, String designSha256) {}

    private DecisionLog(Producer<String, Decision> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Fences the writer before and reads what it wrote.
     *
     * @param producers opens a transactional producer
     * @throws KafkaException if the cluster does not answer, or this one was fenced meanwhile
     */
    static DecisionLog open(
            Supplier<Producer<String, Decision>> producers,
            Reading reading,
            TopicCatalogue topics,
            RecordLimits limits) {
        DecisionLog log = new DecisionLog(producers.get(), topics.decisions().name());
        try {
            log.producer.initTransactions();
            log.read(reading, RecordAcceptance.ofDecisions(limits));
            return log;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private void read(Reading reading, RecordAcceptance<Decision> acceptance) {
        reading.forEach(record -> take(acceptance.judge(topic, record.key(), record.headers(), record.value())));
    }

    private void take(Judgement<Decision> judgement) {
        if (judgement instanceof Judgement.Accepted<Decision> accepted) {
            decided.add(about(accepted.value()));
        } else if (judgement instanceof Judgement.Retracted<Decision> retracted) {
            decided.removeIf(about -> about.key().equals(retracted.key()));
        }
    }

    /** Whether there is a decision about a cell of a design. */
    boolean holds(CellKey cell, String designSha256) {
        return decided.contains(new About(
                RecordKeys.decisionKey(
                        cell.experimentId(), cell.scorerId(), cell.method(), cell.alpha(), cell.category()),
                designSha256));
    }

    /**
     * Writes decisions, all or none, but for those that stand already.
     *
     * @return those that were written
     * @throws KafkaException if they cannot be written, or another one has taken over; the log is of no use then
     */
    List<Decision> write(List<Decision> decisions) {
        List<Decision> missing = decisions.stream()
                .filter(decision -> !decided.contains(about(decision)))
                .toList();
        if (missing.isEmpty()) {
            return missing;
        }
        producer.beginTransaction();
        List<Future<?>> sent = missing.stream()
                .<Future<?>>map(decision -> producer.send(
                        new ProducerRecord<>(topic, about(decision).key(), decision)))
                .toList();
        producer.flush();
        sent.forEach(DecisionLog::requireSent);
        producer.commitTransaction();
        missing.forEach(decision -> decided.add(about(decision)));
        return missing;
    }

    private static void requireSent(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while writing decisions", e);
        }
    }

    private static About about(Decision decision) {
        return new About(RecordKeys.decisionKey(decision), decision.getDesignSha256());
    }

    /** A transaction that is open is aborted by the next writer, or by the cluster soon. */
    @Override
    public void close() {
        try {
            producer.close(CLOSE_TIMEOUT);
        } catch (KafkaException e) {
            LOG.atDebug().setCause(e).log("the producer of decisions did not close properly");
        }
    }
}
