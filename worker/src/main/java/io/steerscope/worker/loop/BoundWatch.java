package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Watches whether all records below a {@link StopAt} are done, by this worker or by others of its group.
 *
 * <p>A log ends with markers of transactions, so the last record lies below the bound. Hence a partition is done when
 * the consumer's position has reached the bound and nothing is in flight; the bound itself is then committed, by which
 * the others of the group, and a later start, see it.
 */
final class BoundWatch {

    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(5);
    private static final long ASK_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final StopAt bound;
    private final Consumer<byte[], byte[]> consumer;
    private final CommitQueue commits;
    private final Set<TopicPartition> done = new HashSet<>();
    private long nextAskNanos = System.nanoTime();

    BoundWatch(StopAt bound, Consumer<byte[], byte[]> consumer, CommitQueue commits) {
        this.bound = bound;
        this.consumer = consumer;
        this.commits = commits;
        bound.offsets().forEach((partition, offset) -> {
            if (offset == 0) {
                done.add(partition);
            }
        });
    }

    /** Whether a record lies below the bound. */
    boolean admits(TopicPartition partition, long offset) {
        Long end = bound.offsets().get(partition);
        return end != null && offset < end;
    }

    /** The partitions of {@code assigned} that need not be read on. */
    Set<TopicPartition> exhausted(Set<TopicPartition> assigned) {
        Set<TopicPartition> exhausted = new HashSet<>();
        for (TopicPartition partition : assigned) {
            Long end = bound.offsets().get(partition);
            if (end == null || done.contains(partition) || ReadPosition.of(consumer, partition) >= end) {
                exhausted.add(partition);
            }
        }
        return exhausted;
    }

    /**
     * Whether everything below the bound is committed.
     *
     * @param assigned the partitions of this worker
     * @param idle whether nothing of them is in flight
     */
    boolean isReached(Set<TopicPartition> assigned, boolean idle) {
        if (idle) {
            commitBounds(assigned);
        }
        askGroupAboutOthers(assigned);
        return done.containsAll(bound.offsets().keySet());
    }

    private void commitBounds(Set<TopicPartition> assigned) {
        Set<TopicPartition> reached = new HashSet<>();
        bound.offsets().forEach((partition, end) -> {
            if (!done.contains(partition)
                    && assigned.contains(partition)
                    && ReadPosition.of(consumer, partition) >= end) {
                reached.add(partition);
            }
        });
        if (reached.isEmpty()) {
            return;
        }
        askGroup(reached);
        reached.removeAll(done);
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        for (TopicPartition partition : reached) {
            ends.put(partition, new OffsetAndMetadata(end(partition)));
        }
        if (!ends.isEmpty() && commits.commitOffsets(ends)) {
            done.addAll(reached);
        }
    }

    private void askGroupAboutOthers(Set<TopicPartition> assigned) {
        if (System.nanoTime() - nextAskNanos < 0) {
            return;
        }
        nextAskNanos = System.nanoTime() + ASK_INTERVAL_NANOS;
        Set<TopicPartition> elsewhere = new HashSet<>(bound.offsets().keySet());
        elsewhere.removeAll(assigned);
        elsewhere.removeAll(done);
        if (!elsewhere.isEmpty()) {
            askGroup(elsewhere);
        }
    }

    /** Marks those of {@code partitions} as done whose committed offset has reached the bound. */
    private void askGroup(Set<TopicPartition> partitions) {
        try {
            consumer.committed(partitions, ASK_TIMEOUT).forEach((partition, offset) -> {
                if (offset != null && offset.offset() >= end(partition)) {
                    done.add(partition);
                }
            });
        } catch (KafkaException e) {
            String refusal = Refusal.READING.line(e);
            if (refusal != null) {
                throw new WorkerFailedException(refusal, e);
            }
            nextAskNanos = System.nanoTime() + 5 * ASK_INTERVAL_NANOS;
        }
    }

    private long end(TopicPartition partition) {
        return Objects.requireNonNull(bound.offsets().get(partition));
    }
}
