package io.steerscope.interactivequeries;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.HostInfo;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

/**
 * Reads all partitions of a store, each exactly once: those of this instance here, those of another in one request, of
 * several others at the same time.
 *
 * <p>A question begins with {@link #look()}, whose view says on which routes the answer will rest.
 */
public final class PartitionReads {

    /** How many threads may wait for other instances, so that two that ask each other keep threads to answer with. */
    static final int LARGEST_WAITING = 16;

    private static final long LOOK_MILLIS = 250;

    private final HostInfo self;
    private final PartitionedStores stores;
    private final Supplier<InputPosition> position;
    private final RouteTable routes;
    private final Peers peers;
    private final LocalPartitions local;
    private final RemotePartitions remote;
    private final ReadMeters meters;
    private final Semaphore waiting = new Semaphore(LARGEST_WAITING);

    PartitionReads(
            HostInfo self,
            PartitionedStores stores,
            Supplier<InputPosition> position,
            RouteTable routes,
            Peers peers,
            LocalPartitions local,
            RemotePartitions remote,
            ReadMeters meters) {
        this.self = self;
        this.stores = stores;
        this.position = position;
        this.routes = routes;
        this.peers = peers;
        this.local = local;
        this.remote = remote;
        this.meters = meters;
    }

    /**
     * The partitions as they can be read now.
     *
     * @throws StateUnavailableException if there is a partition for which nobody answers
     */
    PartitionView look() {
        InputPosition measured = position.get();
        Routes now = routes.current();
        return new PartitionView(this, now, now.version(stores, measured));
    }

    /**
     * The partitions at every moment at which they are read, none of them from a replica.
     *
     * @throws StateUnavailableException if there is a partition for which nobody answers
     */
    PartitionView current() {
        return new PartitionView(this, Routes.NONE, look().version());
    }

    /** Number of partitions of a store. */
    int partitions(KeyedStore<?> store) {
        return position.get().partitions(store.topic());
    }

    /**
     * Selected entries of some partitions.
     *
     * @param partitions whether a partition is read
     * @throws StateUnavailableException if a partition cannot be read, or only in a way that was not found before
     */
    <V> Collection<List<KeyValue<String, V>>> read(
            KeyedStore<V> store, Selection selection, IntPredicate partitions, Routes found) {
        try {
            return readOnce(store, selection, partitions, found);
        } catch (PeerFailedException e) {
            peers.ask(e.host());
            try {
                return readOnce(store, selection, partitions, found);
            } catch (PeerFailedException again) {
                throw again.unavailable();
            }
        }
    }

    private <V> Collection<List<KeyValue<String, V>>> readOnce(
            KeyedStore<V> store, Selection selection, IntPredicate partitions, Routes found)
            throws PeerFailedException {
        Map<HostInfo, PartitionRead> reads = byHost(store, selection, partitions, found);
        PartitionRead own = reads.remove(self);
        SortedMap<Integer, List<KeyValue<String, V>>> entries = new TreeMap<>();
        if (reads.isEmpty()) {
            if (own != null) {
                entries.putAll(meters.timeLocal(store.name(), () -> local.read(store, own)));
            }
            return entries.values();
        }
        if (!waiting.tryAcquire()) {
            throw new StateUnavailableException(
                    Reason.BUSY, LARGEST_WAITING + " questions wait for other aggregators already");
        }
        try {
            Map<HostInfo, CompletableFuture<SortedMap<Integer, List<KeyValue<byte[], byte[]>>>>> answers =
                    new HashMap<>();
            reads.forEach((host, read) -> answers.put(host, meters.timeRemote(store.name(), remote.read(host, read))));
            if (own != null) {
                entries.putAll(meters.timeLocal(store.name(), () -> local.read(store, own)));
            }
            for (HostInfo host : answers.keySet()) {
                entries.putAll(decoded(host, store, await(host, answers.get(host))));
            }
            return entries.values();
        } finally {
            waiting.release();
        }
    }

    /** What to ask each instance, this one included. */
    private Map<HostInfo, PartitionRead> byHost(
            KeyedStore<?> store, Selection selection, IntPredicate isRead, Routes found) {
        Routes now = routes.current();
        Map<HostInfo, SortedSet<Integer>> active = new HashMap<>();
        Map<HostInfo, SortedMap<Integer, Long>> standby = new HashMap<>();
        int partitions = partitions(store);
        for (int partition = 0; partition < partitions; partition++) {
            if (!isRead.test(partition)) {
                continue;
            }
            Route route = now.admitted(new TopicPartition(store.topic(), partition), found);
            if (route instanceof Route.Active from) {
                active.computeIfAbsent(from.host(), host -> new TreeSet<>()).add(partition);
            } else if (route instanceof Route.Standby from) {
                standby.computeIfAbsent(from.host(), host -> new TreeMap<>()).put(partition, from.floor());
            }
        }
        Map<HostInfo, PartitionRead> reads = new HashMap<>();
        active.forEach((host, numbers) -> reads.put(
                host,
                new PartitionRead(store.name(), numbers, standby.getOrDefault(host, new TreeMap<>()), selection)));
        standby.forEach((host, floors) -> reads.computeIfAbsent(
                host, only -> new PartitionRead(store.name(), new TreeSet<>(), floors, selection)));
        return reads;
    }

    private static <V> Map<Integer, List<KeyValue<String, V>>> decoded(
            HostInfo host, KeyedStore<V> store, SortedMap<Integer, List<KeyValue<byte[], byte[]>>> partitions)
            throws PeerFailedException {
        Map<Integer, List<KeyValue<String, V>>> decoded = new HashMap<>();
        try {
            partitions.forEach((partition, found) -> decoded.put(partition, store.decode(found)));
        } catch (SerializationException e) {
            throw new PeerFailedException(host, e);
        }
        return decoded;
    }

    /** Waits for an answer, no longer than the instance answers what it holds. */
    private <T> T await(HostInfo host, CompletableFuture<T> answer) throws PeerFailedException {
        while (true) {
            try {
                return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (peers.isSilent(host)) {
                    answer.cancel(true);
                    throw new PeerFailedException(host, e);
                }
            } catch (ExecutionException e) {
                Throwable cause = Objects.requireNonNull(e.getCause());
                if (!(cause instanceof StateUnavailableException)) {
                    peers.failed(host, cause);
                }
                throw new PeerFailedException(host, cause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StateUnavailableException(
                        Reason.STOPPED, "Interrupted while another aggregator was asked", e);
            }
        }
    }
}
