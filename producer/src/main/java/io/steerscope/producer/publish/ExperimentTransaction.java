package io.steerscope.producer.publish;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * Transactions about one experiment. All processes that write about it use the same transactional id, so that one of
 * them ends what an earlier one has left open, and fences it.
 */
public final class ExperimentTransaction {

    private final Producer<String, byte[]> producer;
    private final String experimentId;

    /** @param producer whose transactions are initialized */
    public ExperimentTransaction(Producer<String, byte[]> producer, String experimentId) {
        this.producer = producer;
        this.experimentId = experimentId;
    }

    /** The transactional id of whoever writes about an experiment. */
    public static String id(TopicCatalogue catalogue, String experimentId) {
        return catalogue.prefix() + "producer." + experimentId;
    }

    /**
     * Makes what {@code sends} sends visible, all of it or nothing.
     *
     * @throws ProductionException if another process writes about the same experiment
     * @throws UnknownFateException if the commit was not answered; only a producer that is opened after this one
     *     decides
     * @throws KafkaException if the cluster refuses or cannot be reached; nothing has become visible
     */
    public void write(Runnable sends) {
        producer.beginTransaction();
        try {
            sends.run();
        } catch (RuntimeException e) {
            abort(e);
            throw fencedOr(e);
        }
        try {
            producer.commitTransaction();
        } catch (RuntimeException e) {
            RuntimeException failure = fencedOr(e);
            // A producer that waits in vain for the answer to a commit refuses to abort.
            throw abort(e) || failure instanceof ProductionException ? failure : new UnknownFateException(e);
        }
    }

    private RuntimeException fencedOr(RuntimeException failure) {
        boolean fenced = failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException;
        return fenced
                ? new ProductionException(
                        "experiment %s is being written by another process, which goes on: wait for its end, then run this again"
                                .formatted(experimentId),
                        failure)
                : failure;
    }

    /** Sends a record within {@link #write}; without a partition the key gives it. */
    public <T> void send(String topic, @Nullable Integer partition, String key, Serializer<T> serializer, T value) {
        Headers headers = new RecordHeaders();
        byte[] bytes = serializer.serialize(topic, headers, value);
        producer.send(new ProducerRecord<>(topic, partition, key, bytes, headers));
    }

    /** Whether the transaction is known to be aborted. */
    private boolean abort(RuntimeException failure) {
        try {
            producer.abortTransaction();
            return true;
        } catch (KafkaException | IllegalStateException e) {
            failure.addSuppressed(e);
            return false;
        }
    }
}
