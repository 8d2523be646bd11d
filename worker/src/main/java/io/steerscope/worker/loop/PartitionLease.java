package io.steerscope.worker.loop;

import org.apache.kafka.common.TopicPartition;

/**
 * One stay of a partition with this worker, from its assignment to its revocation. A record keeps the lease under which
 * it was read: once the lease has ended, its result must not be written, even if the partition has since come back.
 */
final class PartitionLease {

    private final TopicPartition partition;
    private volatile boolean ended;

    PartitionLease(TopicPartition partition) {
        this.partition = partition;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
