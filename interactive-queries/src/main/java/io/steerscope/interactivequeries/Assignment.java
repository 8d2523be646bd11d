package io.steerscope.interactivequeries;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

/**
 * The assignment of partitions to instances, numbered: the number is another one after every new assignment and every
 * change of state.
 *
 * <p>Kafka Streams publishes an assignment before it closes the stores that it takes away, and leaves {@code RUNNING}
 * before it gives up a partition (StreamsPartitionAssignor.onAssignment, StreamsRebalanceListener.onPartitionsRevoked).
 * So a store that was open before a reading, and is open after it under the same number, was open in between.
 */
final class Assignment implements KafkaStreams.StateListener {

    private record Numbered(List<StreamsMetadata> instances, long number) {}

    private final StreamsView streams;
    private final AtomicLong changes = new AtomicLong();
    private volatile Numbered latest = new Numbered(List.of(), 0);

    Assignment(StreamsView streams) {
        this.streams = streams;
    }

    @Override
    public void onChange(KafkaStreams.State now, KafkaStreams.State before) {
        changes.incrementAndGet();
    }

    /**
     * Number of the assignment.
     *
     * @throws StateUnavailableException if the streams neither run nor rebalance
     */
    long number() {
        Numbered known = current();
        return known.number() + changes.get();
    }

    /** Every instance with what it was assigned. */
    List<StreamsMetadata> instances() {
        return current().instances();
    }

    private Numbered current() {
        Collection<StreamsMetadata> present = present();
        Numbered known = latest;
        return isSame(present, known.instances()) ? known : renewed();
    }

    private synchronized Numbered renewed() {
        Collection<StreamsMetadata> present = present();
        if (!isSame(present, latest.instances())) {
            latest = new Numbered(List.copyOf(present), latest.number() + 1);
        }
        return latest;
    }

    private Collection<StreamsMetadata> present() {
        try {
            return streams.assignment();
        } catch (IllegalStateException | InvalidStateStoreException e) {
            throw new StateUnavailableException(
                    streams.state() == KafkaStreams.State.CREATED ? Reason.STARTING : Reason.STOPPED,
                    "The aggregator is " + words(streams.state()),
                    e);
        }
    }

    static String words(KafkaStreams.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static boolean isSame(Collection<StreamsMetadata> some, Collection<StreamsMetadata> others) {
        if (some.size() != others.size()) {
            return false;
        }
        Iterator<StreamsMetadata> other = others.iterator();
        for (StreamsMetadata one : some) {
            if (one != other.next()) {
                return false;
            }
        }
        return true;
    }
}
