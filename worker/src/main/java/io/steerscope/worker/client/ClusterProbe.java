package io.steerscope.worker.client;

import java.time.Duration;
import java.util.Set;

import org.apache.kafka.common.KafkaException;

/**
 * Asks a cluster how it is, on a connection of its own: the worker's clients do not say when brokers are away, and must
 * not wait for an answer. It needs no right beyond those of the worker, since whoever may read or write a topic may
 * describe it.
 */
public interface ClusterProbe extends AutoCloseable {

    /**
     * Those of {@code topics} that do not exist.
     *
     * @throws KafkaException if the cluster gives no answer within {@code timeout}, or refuses
     */
    Set<String> missing(Set<String> topics, Duration timeout) throws InterruptedException;

    @Override
    void close();
}
