package io.steerscope.worker.loop;

import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.worker.stage.Subject;

/**
 * One record on its way from poll to model.
 *
 * @param preparation completed by a prepare thread; exceptionally if the worker itself is broken
 */
record Task<P>(
        ConsumerRecord<byte[], byte[]> record, PartitionLease lease, CompletableFuture<Preparation<P>> preparation) {

    /** What preparing a record led to. */
    sealed interface Preparation<P> {

        /** What the record is about, as far as it is known. */
        Subject subject();

        /** The record is ready for the model. */
        record Ready<P>(Subject subject, P input) implements Preparation<P> {}

        /** The record becomes a dead letter. */
        record Refused<P>(Subject subject, FailureKind kind, String message) implements Preparation<P> {}
    }
}
