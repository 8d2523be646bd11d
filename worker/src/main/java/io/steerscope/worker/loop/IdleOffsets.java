package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Commits, when there is nothing to do, how far the partitions have been read.
 *
 * <p>A log that is written in transactions ends with a marker. Behind its last record a group stays one offset behind
 * the end, for good, and whoever goes by that distance, such as Kafka's own tools or an autoscaler, sees work where
 * there is none: it would never take away the last worker. Used by the poll thread alone.
 */
final class IdleOffsets {

    private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final CommitQueue commits;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private long idleSinceNanos = System.nanoTime();

    IdleOffsets(Consumer<byte[], byte[]> consumer, CommitQueue commits) {
        this.consumer = consumer;
        this.commits = commits;
    }

    /**
     * Looks once a second while nothing happens.
     *
     * @param assigned the partitions of this worker
     * @param idle whether every record that was polled is committed, and polling goes well
     */
    void turn(Set<TopicPartition> assigned, boolean idle) {
        committed.keySet().retainAll(assigned);
        long now = System.nanoTime();
        if (!idle) {
            idleSinceNanos = now;
        } else if (now - idleSinceNanos >= IDLE_NANOS) {
            idleSinceNanos = now;
            commit(positionsAhead(assigned));
        }
    }

    private void commit(Map<TopicPartition, Long> positions) {
        Set<TopicPartition> unknown = new HashSet<>(positions.keySet());
        unknown.removeAll(committed.keySet());
        if (!unknown.isEmpty() && !ask(unknown)) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach((partition, position) -> {
            if (position > committed.getOrDefault(partition, 0L)) {
                offsets.put(partition, new OffsetAndMetadata(position));
            }
        });
        if (!offsets.isEmpty() && commits.commitOffsets(offsets)) {
            committed.putAll(positions);
        }
    }

    /** Reads what the group has committed; false if that cannot be told now. */
    private boolean ask(Set<TopicPartition> partitions) {
        try {
            consumer.committed(partitions, ASK_TIMEOUT)
                    .forEach((partition, offset) -> committed.put(partition, offset == null ? 0 : offset.offset()));
            return true;
        } catch (KafkaException e) {
            // Whoever reads or commits next tells the trouble; nothing is lost meanwhile.
            return false;
        }
    }

    private Map<TopicPartition, Long> positionsAhead(Set<TopicPartition> assigned) {
        Map<TopicPartition, Long> ahead = new HashMap<>();
        for (TopicPartition partition : assigned) {
            long position = ReadPosition.of(consumer, partition);
            if (position > committed.getOrDefault(partition, 0L)) {
                ahead.put(partition, position);
            }
        }
        return ahead;
    }
}
