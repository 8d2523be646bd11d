package io.steerscope.httpserver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is kept until it is whole, and then sent without a thread: who writes it never waits for the client.
 * The request is over when the answer is sent.
 */
final class BufferedAnswer extends Response.Wrapper {

    private final AnswersUnderWay underWay;
    private final Completion completion;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private boolean whole;

    /** @param done is called when the answer is sent, or cannot be */
    BufferedAnswer(Request request, Response response, AnswersUnderWay underWay, Callback done) {
        super(request, response);
        this.underWay = underWay;
        this.completion = new Completion(done);
    }

    /** What whoever answers calls at the end. */
    Callback completion() {
        return completion;
    }

    @Override
    public boolean hasLastWrite() {
        return whole || super.hasLastWrite();
    }

    @Override
    public void reset() {
        content.reset();
        super.reset();
    }

    @Override
    public void write(boolean last, ByteBuffer buffer, Callback callback) {
        if (whole) {
            callback.failed(new IllegalStateException("the answer is whole already"));
            return;
        }
        if (buffer != null && buffer.hasRemaining()) {
            content.writeBytes(BufferUtil.toArray(buffer));
            buffer.position(buffer.limit());
        }
        if (last) {
            send();
        }
        callback.succeeded();
    }

    private void send() {
        whole = true;
        completion.sending();
        EndPoint client = getRequest().getConnectionMetaData().getConnection().getEndPoint();
        AnswersUnderWay.Answer answer = underWay.begin(content.size(), client::close);
        super.write(
                true,
                ByteBuffer.wrap(content.toByteArray()),
                Callback.from(
                        () -> {
                            answer.end();
                            completion.sent(null);
                        },
                        failure -> {
                            answer.end();
                            completion.sent(failure);
                        }));
    }

    /** Over when the answer is written by its maker and taken by the client. */
    private final class Completion implements Callback {

        private final Callback done;
        private boolean sending;
        private boolean made;
        private @Nullable Throwable failure;

        Completion(Callback done) {
            this.done = done;
        }

        @Override
        public void succeeded() {
            if (!whole && content.size() > 0) {
                send();
            }
            made(null);
        }

        @Override
        public void failed(Throwable cause) {
            made(cause);
        }

        private synchronized void sending() {
            sending = true;
        }

        private void made(@Nullable Throwable cause) {
            synchronized (this) {
                made = true;
                failure = failure == null ? cause : failure;
                if (sending) {
                    return;
                }
            }
            end();
        }

        private void sent(@Nullable Throwable cause) {
            synchronized (this) {
                sending = false;
                failure = failure == null ? cause : failure;
                if (!made) {
                    return;
                }
            }
            end();
        }

        private void end() {
            if (failure == null) {
                done.succeeded();
            } else {
                done.failed(failure);
            }
        }
    }
}
