package io.steerscope.worker.loop;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions of this worker and their leases. Used by the poll thread alone. */
final class Assignment implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    private final Map<TopicPartition, PartitionLease> leases = new HashMap<>();
    private final CommitQueue commits;
    private final ProgressRecorder progress;

    Assignment(CommitQueue commits, ProgressRecorder progress) {
        this.commits = commits;
        this.progress = progress;
    }

    Set<TopicPartition> partitions() {
        return leases.keySet();
    }

    /** The lease of an assigned partition. */
    PartitionLease lease(TopicPartition partition) {
        PartitionLease lease = leases.get(partition);
        if (lease == null) {
            throw new IllegalStateException("record of " + partition + ", which is not assigned");
        }
        return lease;
    }

    /** Whether the partition of {@code lease} has stayed since. */
    boolean isUnder(PartitionLease lease) {
        return leases.get(lease.partition()) == lease;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            leases.put(partition, new PartitionLease(partition));
        }
        progress.partitions = leases.size();
        progress.rebalances.increment();
        log("Partitions assigned", partitions);
    }

    /** Commits what is finished while the partitions are still this worker's, and drops the rest. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commits.settle();
        end(partitions);
        progress.partitions = leases.size();
        log("Partitions revoked", partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        end(partitions);
        progress.partitions = leases.size();
        log("Partitions lost", partitions);
    }

    /** Ends all leases, as when the worker stops. */
    void endAll() {
        leases.values().forEach(PartitionLease::end);
        leases.clear();
        progress.partitions = 0;
    }

    private void end(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            PartitionLease lease = leases.remove(partition);
            if (lease != null) {
                lease.end();
            }
        }
    }

    private static void log(String event, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            LOG.atInfo().addKeyValue("partitions", partitions).log(event);
        }
    }
}
