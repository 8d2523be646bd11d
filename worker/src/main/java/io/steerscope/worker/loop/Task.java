package io.steerscope.worker.loop;

import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.steerscope.schemas.consumer.UnreadableRecords;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.worker.stage.Subject;

/**
 * One record on its way from poll to model.
 *
 * @param preparation completed by a prepare thread; exceptionally if the worker itself is broken
 */
record Task<P>(
        ConsumerRecord<byte[], byte[]> record, PartitionLease lease, CompletableFuture<Preparation<P>> preparation) {

    /** A record of which only the position is known. */
    static <P> Task<P> unread(UnreadableRecords.Finding finding, PartitionLease lease) {
        return new Task<>(
                new ConsumerRecord<>(
                        lease.partition().topic(), lease.partition().partition(), finding.offset(), null, null),
                lease,
                CompletableFuture.completedFuture(Preparation.Refused.unread(finding.kind(), finding.line())));
    }

    /** What preparing a record led to. */
    sealed interface Preparation<P> {

        /** What the record is about, as far as it is known. */
        Subject subject();

        /** The record is ready for the model. */
        record Ready<P>(Subject subject, P input) implements Preparation<P> {}

        /**
         * The record becomes a dead letter.
         *
         * @param suspect whether the failure speaks of the worker's surroundings rather than of the record
         * @param unread whether the record could not even be read, so that its dead letter only says where it is
         */
        record Refused<P>(Subject subject, FailureKind kind, String message, boolean suspect, boolean unread)
                implements Preparation<P> {

            /** A record that no worker can ever process. */
            static <P> Refused<P> forGood(Subject subject, FailureKind kind, String message) {
                return new Refused<>(subject, kind, message, false, false);
            }

            /** A failure that may be the worker's own. */
            static <P> Refused<P> suspect(Subject subject, FailureKind kind, String message) {
                return new Refused<>(subject, kind, message, true, false);
            }

            /** A record that no client could read. */
            static <P> Refused<P> unread(FailureKind kind, String message) {
                return new Refused<>(Subject.UNKNOWN, kind, message, false, true);
            }
        }
    }
}
