package io.steerscope.worker.loop;

import org.apache.kafka.common.TopicPartition;

/**
 * One stay of a partition with this worker, from its assignment to its revocation. A record keeps the lease under which
 * it was read: once the lease has ended, its result must not be written, even if the partition has since come back.
 */
final class PartitionLease {

    private final TopicPartition partition;
    private volatile boolean ended;
    private long nextOffset = -1;

    PartitionLease(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    /** Notes that the record at {@code offset} was taken over. Poll thread only. */
    void took(long offset) {
        nextOffset = offset + 1;
    }

    /** The offset behind the last record that was taken over, or -1 if none was. Poll thread only. */
    long nextOffset() {
        return nextOffset;
    }

    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
