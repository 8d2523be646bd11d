package io.steerscope.interactivequeries;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import io.steerscope.foundation.thread.DaemonThreads;

/**
 * The other instances of the application, as the assignment names them: asked twice a second what they hold. An
 * instance that does not answer is asked on, and is back with its first answer.
 */
final class Peers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final long PERIOD_MILLIS = 500;

    private final Assignment assignment;
    private final HostInfo self;
    private final RemotePartitions remote;
    private final Map<HostInfo, Peer> known = new ConcurrentHashMap<>();
    private final Map<HostInfo, CompletableFuture<Peer>> asked = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private final ScheduledExecutorService thread = DaemonThreads.ticker("peers");

    Peers(Assignment assignment, HostInfo self, RemotePartitions remote) {
        this.assignment = assignment;
        this.self = self;
        this.remote = remote;
    }

    /** Begins to ask. */
    void start() {
        thread.scheduleWithFixedDelay(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A number that is another one whenever {@link #known} has changed. */
    long version() {
        return version.get();
    }

    /** What is known of the other instances; one that was never asked is missing. */
    Map<HostInfo, Peer> known() {
        return Map.copyOf(known);
    }

    /** Whether an instance was asked and did not answer. */
    boolean isSilent(HostInfo host) {
        return known.get(host) instanceof Peer.Silent;
    }

    /** Addresses of the instances that do not answer. */
    List<String> silent() {
        return known.entrySet().stream()
                .filter(one -> one.getValue() instanceof Peer.Silent)
                .map(one -> one.getKey().host() + ":" + one.getKey().port())
                .sorted()
                .toList();
    }

    /** Asks one instance now, or waits for the question that is under way. */
    Peer ask(HostInfo host) {
        return begin(host).join();
    }

    /** Notes that an instance did not answer a question. */
    void failed(HostInfo host, Throwable failure) {
        note(host, new Peer.Silent(words(failure)));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void tick() {
        try {
            Set<HostInfo> others = new HashSet<>();
            for (StreamsMetadata instance : assignment.instances()) {
                others.add(instance.hostInfo());
            }
            others.remove(self);
            if (known.keySet().retainAll(others)) {
                version.incrementAndGet();
            }
            others.forEach(this::begin);
        } catch (StateUnavailableException e) {
            LOG.atTrace().addKeyValue("reason", e.getMessage()).log("no assignment");
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("other aggregators cannot be asked");
        }
    }

    private CompletableFuture<Peer> begin(HostInfo host) {
        CompletableFuture<Peer> mine = new CompletableFuture<>();
        CompletableFuture<Peer> running = asked.putIfAbsent(host, mine);
        if (running != null) {
            return running;
        }
        remote.holdings(host).whenComplete((holdings, failure) -> {
            Peer peer = failure == null ? new Peer.Answering(holdings) : new Peer.Silent(words(failure));
            note(host, peer);
            asked.remove(host);
            mine.complete(peer);
        });
        return mine;
    }

    private void note(HostInfo host, Peer now) {
        Peer before = known.put(host, now);
        if (now.equals(before)) {
            return;
        }
        version.incrementAndGet();
        boolean isSilent = now instanceof Peer.Silent;
        if (isSilent != (before instanceof Peer.Silent)) {
            LOG.atLevel(isSilent ? Level.WARN : Level.INFO)
                    .addKeyValue("address", host.host() + ":" + host.port())
                    .log(now instanceof Peer.Silent silent ? "aggregator " + silent.why() : "aggregator answers");
        }
    }

    /** A failure as the end of "aggregator HOST:PORT ". */
    static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException) {
            return "does not answer in time";
        }
        if (cause instanceof ConnectException) {
            return "cannot be reached";
        }
        @Nullable String message = cause.getMessage();
        return message == null ? "breaks off: " + cause.getClass().getSimpleName() : message;
    }
}
