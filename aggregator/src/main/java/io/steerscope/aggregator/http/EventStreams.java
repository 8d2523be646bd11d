package io.steerscope.aggregator.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.aggregator.query.StageRates;
import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;

/**
 * Progress and running statistics as they change, as server-sent events. One thread looks at every watched experiment
 * once a period, makes an event only of a new {@linkplain Snapshots snapshot}, and hands the same bytes to all its
 * clients.
 *
 * <p>An event is a whole state, so a client that was away needs the newest one only, and none if {@code Last-Event-ID}
 * says that it has that.
 */
final class EventStreams implements AutoCloseable {

    static final int LARGEST_NUMBER = 100;

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final LiveStatistics statistics;
    private final StageRates rates;
    private final Snapshots snapshots;
    private final RefreshIntervals intervals;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = DaemonThreads.ticker("http-events");

    /** An experiment that somebody watches; answer and event belong to the thread. */
    private static final class Watched {
        private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
        private @Nullable Answer answer;
        private @Nullable Event event;
    }

    EventStreams(LiveStatistics statistics, StageRates rates, Snapshots snapshots, RefreshIntervals intervals) {
        this.statistics = statistics;
        this.rates = rates;
        this.snapshots = snapshots;
        this.intervals = intervals;
        long millis = intervals.period().toMillis();
        thread.scheduleWithFixedDelay(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Number of clients. */
    int size() {
        return watched.values().stream().mapToInt(one -> one.streams.size()).sum();
    }

    void open(Context context) {
        new QueryParameters(context);
        String experimentId = context.pathParam("id");
        statistics.version();
        statistics.experiment(experimentId);
        if (size() >= LARGEST_NUMBER) {
            context.status(HttpStatus.SERVICE_UNAVAILABLE).header("Retry-After", "10");
            Json.send(context, new ErrorBody("too_many_streams", "All " + LARGEST_NUMBER + " streams are taken", true));
            return;
        }
        String lastId = context.header("Last-Event-ID");
        context.res().setStatus(HttpStatus.OK.getCode());
        context.res().setContentType("text/event-stream");
        context.res().setCharacterEncoding("UTF-8");
        context.res().setHeader("Cache-Control", "no-store");
        context.res().setHeader("X-Accel-Buffering", "no");
        context.future(() -> {
            EventStream stream = stream(context, lastId == null ? "" : lastId);
            watched.compute(experimentId, (id, present) -> {
                Watched one = present == null ? new Watched() : present;
                one.streams.add(stream);
                return one;
            });
            stream.ended().whenComplete((ended, failure) -> remove(experimentId, stream));
            return stream.ended();
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
        watched.values().forEach(one -> one.streams.forEach(EventStream::end));
    }

    private static EventStream stream(Context context, String lastId) {
        try {
            EventStream stream = new EventStream(context.res().getOutputStream(), lastId, System.nanoTime());
            context.req().getAsyncContext().setTimeout(0);
            context.res().getOutputStream().setWriteListener(stream);
            return stream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(String experimentId, EventStream stream) {
        watched.computeIfPresent(experimentId, (id, one) -> {
            one.streams.remove(stream);
            return one.streams.isEmpty() ? null : one;
        });
    }

    private void tick() {
        watched.forEach((experimentId, one) -> {
            try {
                Event event = event(experimentId, one);
                long now = System.nanoTime();
                for (EventStream stream : one.streams) {
                    stream.offer(event, now);
                    stream.heartbeat(intervals.heartbeat().toNanos(), now);
                }
            } catch (RuntimeException e) {
                LOG.atError()
                        .setCause(e)
                        .addKeyValue("experiment", experimentId)
                        .log("event failed");
            }
        });
    }

    private Event event(String experimentId, Watched one) {
        try {
            Snapshot<Answer> snapshot =
                    snapshots.get(new StatisticsQuestion(statistics, rates, experimentId, "", "", null));
            Event present = one.event;
            if (present != null && snapshot.value().equals(one.answer)) {
                return present;
            }
            StateVersion version = snapshot.version();
            Event event = Event.state(
                    "statistics",
                    snapshot.value().fields()
                            + version.coverage()
                            + version.position().topics(),
                    snapshot.value().text());
            one.event = event;
            one.answer = snapshot.value();
            return event;
        } catch (StateUnavailableException e) {
            one.event = null;
            return Event.notice("unavailable", Json.text(ErrorBody.of(e)));
        }
    }
}
