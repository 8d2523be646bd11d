package io.steerscope.worker.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of several partitions by their timestamps, and those of equal timestamps in turns. Left to itself a
 * consumer hands over all that it has fetched of one partition, hundreds of small records, before the next one: what
 * was written first in another partition would come last. Used by the poll thread alone.
 *
 * <p>A partition that is ahead waits while one that is behind may have records. It waits no longer than a poll that
 * brings nothing, so that a partition whose broker is away holds up no other. A timestamp ahead of the present time, as
 * of a producer whose clock is wrong, counts as the present time: its partition waits for what is there, and not for
 * all that will come.
 */
final class TakingOrder {

    private final Map<TopicPartition, Taken> last = new HashMap<>();
    private final LongSupplier now;
    private boolean isIdle;

    TakingOrder() {
        this(System::currentTimeMillis);
    }

    /** @param now the present time in milliseconds */
    TakingOrder(LongSupplier now) {
        this.now = now;
    }

    /**
     * The last record that was taken from a partition.
     *
     * @param timestamp its timestamp
     * @param count how many of this timestamp were taken
     */
    private record Taken(long timestamp, long count) implements Comparable<Taken> {

        static final Taken NOTHING = new Taken(Long.MIN_VALUE, 0);

        Taken then(long next) {
            return next > timestamp ? new Taken(next, 1) : new Taken(timestamp, count + 1);
        }

        @Override
        public int compareTo(Taken other) {
            int byTimestamp = Long.compare(timestamp, other.timestamp);
            return byTimestamp != 0 ? byTimestamp : Long.compare(count, other.count);
        }
    }

    /** A record was handed over. */
    void took(ConsumerRecord<byte[], byte[]> record) {
        isIdle = false;
        long timestamp = Math.min(record.timestamp(), now.getAsLong());
        last.merge(
                new TopicPartition(record.topic(), record.partition()),
                Taken.NOTHING.then(timestamp),
                (before, first) -> before.then(timestamp));
    }

    /**
     * The partitions that have to wait in the next poll. If that brings no record, none waits in the one after it.
     *
     * @param assigned all partitions of the worker; what was taken from others is forgotten
     * @param lag how many records a partition is known to have left; empty if that is not known
     */
    Set<TopicPartition> waiting(Set<TopicPartition> assigned, Function<TopicPartition, OptionalLong> lag) {
        last.keySet().retainAll(assigned);
        boolean wasIdle = isIdle;
        isIdle = true;
        return wasIdle || assigned.size() < 2 ? Set.of() : ahead(assigned, lag);
    }

    private Set<TopicPartition> ahead(Set<TopicPartition> assigned, Function<TopicPartition, OptionalLong> lag) {
        @Nullable Taken least = null;
        for (TopicPartition partition : assigned) {
            Taken taken = last.getOrDefault(partition, Taken.NOTHING);
            if ((least == null || taken.compareTo(least) < 0)
                    && lag.apply(partition).orElse(1) > 0) {
                least = taken;
            }
        }
        Set<TopicPartition> waiting = new HashSet<>();
        for (TopicPartition partition : assigned) {
            if (least != null && last.getOrDefault(partition, Taken.NOTHING).compareTo(least) > 0) {
                waiting.add(partition);
            }
        }
        return waiting;
    }
}
