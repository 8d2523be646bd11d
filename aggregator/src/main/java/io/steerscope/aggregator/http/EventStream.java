package io.steerscope.aggregator.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;

/**
 * One client of an event stream. Nobody waits for it: writing does not block, and of the events that a slow client has
 * not taken yet only the newest is kept.
 */
final class EventStream implements WriteListener {

    private final ServletOutputStream out;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Deque<byte[]> comments = new ArrayDeque<>();
    private @Nullable Event waiting;
    private String lastId;
    private long lastWriteNanos;
    private boolean open;
    private boolean unflushed;

    /**
     * @param out response of an asynchronous request
     * @param lastId id of the event that the client has, or empty
     * @param nowNanos now
     */
    EventStream(ServletOutputStream out, String lastId, long nowNanos) {
        this.out = out;
        this.lastId = lastId;
        this.lastWriteNanos = nowNanos;
        comments.add(Event.OPENING);
    }

    /** Completes when the client is gone or {@link #end} was called. */
    CompletableFuture<Void> ended() {
        return end;
    }

    /** Sends the event, unless the client has it. */
    synchronized void offer(Event event, long nowNanos) {
        if (!event.id().equals(lastId)) {
            lastId = event.id();
            lastWriteNanos = nowNanos;
            waiting = event;
            write();
        }
    }

    /** Sends a comment if nothing was sent for so long. */
    synchronized void heartbeat(long silenceNanos, long nowNanos) {
        if (nowNanos - lastWriteNanos >= silenceNanos && comments.isEmpty() && waiting == null) {
            lastWriteNanos = nowNanos;
            comments.add(Event.HEARTBEAT);
            write();
        }
    }

    /** Ends the answer. */
    void end() {
        end.complete(null);
    }

    @Override
    public synchronized void onWritePossible() {
        open = true;
        write();
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    private void write() {
        if (!open || end.isDone()) {
            return;
        }
        try {
            while (out.isReady()) {
                byte[] next = next();
                if (next != null) {
                    out.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            end();
        }
    }

    private byte @Nullable [] next() {
        byte[] comment = comments.poll();
        if (comment != null || waiting == null) {
            return comment;
        }
        byte[] event = waiting.bytes();
        waiting = null;
        return event;
    }
}
