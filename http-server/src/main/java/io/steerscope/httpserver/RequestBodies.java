package io.steerscope.httpserver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Reads bodies of requests as they come, without a thread, up to a size and for a time. */
final class RequestBodies {

    private final ServerLimits limits;
    private final ScheduledExecutorService clock;
    private final AtomicLong held = new AtomicLong();

    RequestBodies(ServerLimits limits, ScheduledExecutorService clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Whether a request says that it has a body. */
    static boolean isExpected(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /**
     * Reads a body. One of the three is called, once.
     *
     * @param whole gets the request with its body at hand
     * @param refused gets the reason why it is not read on; the client may still be told
     * @param broken gets the failure of the connection
     */
    void read(Request request, Consumer<Request> whole, Consumer<Refusal> refused, Consumer<Throwable> broken) {
        if (request.getLength() > limits.bodyBytes()) {
            refused.accept(tooLarge());
            return;
        }
        Reading reading = new Reading(request, whole, refused, broken);
        reading.timeout = clock.schedule(reading::late, limits.bodyTime().toMillis(), TimeUnit.MILLISECONDS);
        reading.run();
    }

    private Refusal tooLarge() {
        return Refusal.of(413, "body_too_large", "A body of at most " + limits.bodyBytes() + " bytes is taken");
    }

    private final class Reading implements Runnable {

        private final Request request;
        private final Consumer<Request> whole;
        private final Consumer<Refusal> refused;
        private final Consumer<Throwable> broken;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile @Nullable ScheduledFuture<?> timeout;
        private final AtomicLong mine = new AtomicLong();

        Reading(Request request, Consumer<Request> whole, Consumer<Refusal> refused, Consumer<Throwable> broken) {
            this.request = request;
            this.whole = whole;
            this.refused = refused;
            this.broken = broken;
        }

        @Override
        public void run() {
            while (!over.get()) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    if (end()) {
                        broken.accept(chunk.getFailure());
                    }
                    return;
                }
                boolean last = chunk.isLast();
                Refusal refusal = take(chunk);
                if (refusal != null || last) {
                    finish(refusal);
                    return;
                }
            }
        }

        private @Nullable Refusal take(Content.Chunk chunk) {
            ByteBuffer bytes = chunk.getByteBuffer();
            int size = bytes.remaining();
            mine.addAndGet(size);
            long all = held.addAndGet(size);
            try {
                if (content.size() + size > limits.bodyBytes()) {
                    return tooLarge();
                }
                if (all > limits.allBodiesBytes()) {
                    return Refusal.forNow(503, "busy", "Too many bodies are being read");
                }
                byte[] copy = new byte[size];
                bytes.get(copy);
                content.writeBytes(copy);
                return null;
            } finally {
                chunk.release();
            }
        }

        private void finish(@Nullable Refusal refusal) {
            if (!end()) {
                return;
            }
            if (refusal == null) {
                whole.accept(new WithBody(request, content.toByteArray()));
            } else {
                refused.accept(refusal);
            }
        }

        private void late() {
            if (end()) {
                refused.accept(Refusal.forNow(
                        408,
                        "request_timeout",
                        "The body did not come within " + limits.bodyTime().toSeconds() + " s"));
            }
        }

        private boolean end() {
            boolean first = over.compareAndSet(false, true);
            if (first) {
                held.addAndGet(-mine.get());
                ScheduledFuture<?> pending = timeout;
                if (pending != null) {
                    pending.cancel(false);
                }
            }
            return first;
        }
    }

    /** A request whose body is at hand. */
    private static final class WithBody extends Request.Wrapper {

        private Content.Chunk next;

        WithBody(Request request, byte[] body) {
            super(request);
            this.next = Content.Chunk.from(ByteBuffer.wrap(body), true);
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk present = next;
            next = Content.Chunk.EOF;
            return present;
        }

        @Override
        public void demand(Runnable available) {
            available.run();
        }

        @Override
        public void fail(Throwable failure) {
            next = Content.Chunk.from(failure);
        }
    }
}
