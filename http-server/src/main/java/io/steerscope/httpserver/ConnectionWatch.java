package io.steerscope.httpserver;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.eclipse.jetty.io.Connection;

/**
 * Closes connections that hold a place and ask nothing: those that are without a whole request for too long, whether
 * silent or sending it byte by byte, and, where there are too many, those that have been so for longest.
 */
final class ConnectionWatch implements Connection.Listener {

    private final Map<Connection, Place> places = new ConcurrentHashMap<>();
    private final int largestNumber;
    private final long quietNanos;
    private final LongSupplier nanoTime;

    /** What a connection does. */
    private static final class Place {
        private volatile boolean asking;
        private volatile long sinceNanos;

        Place(long nowNanos) {
            this.sinceNanos = nowNanos;
        }
    }

    ConnectionWatch(int largestNumber, Duration quiet, LongSupplier nanoTime) {
        this.largestNumber = largestNumber;
        this.quietNanos = quiet.toNanos();
        this.nanoTime = nanoTime;
    }

    int size() {
        return places.size();
    }

    @Override
    public void onOpened(Connection connection) {
        places.put(connection, new Place(nanoTime.getAsLong()));
        if (places.size() > largestNumber) {
            closeOldest(connection);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        places.remove(connection);
    }

    /** Notes that a whole head of a request has come. */
    void begin(Connection connection) {
        note(connection, true);
    }

    /** Notes that a request is answered. */
    void end(Connection connection) {
        note(connection, false);
    }

    /** Closes what has been without a request for too long. */
    void look() {
        long now = nanoTime.getAsLong();
        places.forEach((connection, place) -> {
            if (!place.asking && now - place.sinceNanos > quietNanos) {
                connection.getEndPoint().close();
            }
        });
    }

    private void note(Connection connection, boolean asking) {
        Place place = places.get(connection);
        if (place != null) {
            place.sinceNanos = nanoTime.getAsLong();
            place.asking = asking;
        }
    }

    /** Of those without a request; where all have one, the newest goes. */
    private void closeOldest(Connection newest) {
        long now = nanoTime.getAsLong();
        places.entrySet().stream()
                .filter(entry -> !entry.getValue().asking && entry.getKey() != newest)
                .max(Comparator.comparingLong(entry -> now - entry.getValue().sinceNanos))
                .map(Map.Entry::getKey)
                .orElse(newest)
                .getEndPoint()
                .close();
    }
}
