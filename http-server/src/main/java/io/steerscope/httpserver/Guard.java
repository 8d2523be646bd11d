package io.steerscope.httpserver;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands before all routes: refuses, reads the body, and hands the whole request to the threads of its lane. */
final class Guard extends Handler.Wrapper {

    private final Gate gate;
    private final ConnectionWatch connections;
    private final RequestBodies bodies;
    private final AnswersUnderWay answers;
    private final Lanes lanes;
    private final ServerMeters meters;

    Guard(
            Gate gate,
            ConnectionWatch connections,
            RequestBodies bodies,
            AnswersUnderWay answers,
            Lanes lanes,
            ServerMeters meters) {
        this.gate = gate;
        this.connections = connections;
        this.bodies = bodies;
        this.answers = answers;
        this.lanes = lanes;
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Connection connection = request.getConnectionMetaData().getConnection();
        connections.begin(connection);
        String path = path(request);
        Lane lane = Lane.of(path);
        long start = System.nanoTime();
        Request.addCompletionListener(request, failure -> {
            connections.end(connection);
            meters.answered(lane, response.getStatus(), System.nanoTime() - start);
        });
        response.getHeaders().put(JsonErrors.NOSNIFF);
        Optional<Refusal> refusal = gate.refusal(request, path, lane);
        if (refusal.isPresent()) {
            refuse(request, response, callback, refusal.get());
        } else if (!RequestBodies.isExpected(request)) {
            answer(lane, request, response, callback);
        } else if (!request.getMethod().equals("POST")) {
            refuse(request, response, callback, Refusal.of(400, "body_not_expected", "A question has no body"));
        } else {
            bodies.read(
                    request,
                    whole -> answer(lane, whole, response, callback),
                    refused -> refuse(request, response, callback, refused),
                    callback::failed);
        }
        return true;
    }

    /**
     * The path as routes see it. Where its spelling is another than the plain one, it is that of the other instances if
     * either is, and else none that is open to everybody.
     */
    private static String path(Request request) {
        String plain = Request.getPathInContext(request);
        String spelt = String.valueOf(request.getHttpURI().getPath());
        if (plain.equals(spelt)) {
            return plain;
        }
        return Lane.of(plain) == Lane.PEER || Lane.of(spelt) == Lane.PEER ? "/internal/" : "/other";
    }

    private void answer(Lane lane, Request request, Response response, Callback callback) {
        try {
            lanes.execute(lane, () -> {
                if (lane == Lane.STREAM) {
                    pass(request, response, callback);
                } else {
                    BufferedAnswer buffered = new BufferedAnswer(request, response, answers, callback);
                    pass(request, buffered, buffered.completion());
                }
            });
        } catch (RejectedExecutionException e) {
            refuse(request, response, callback, Refusal.forNow(503, "busy", "Too many questions wait already"));
        }
    }

    private void pass(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable failure) {
            Response.writeError(request, response, callback, failure);
        }
    }

    private void refuse(Request request, Response response, Callback callback, Refusal refusal) {
        meters.refused(refusal.status());
        response.setStatus(refusal.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, refusal.mediaType());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        refusal.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (RequestBodies.isExpected(request)) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        Content.Sink.write(response, true, refusal.body(), callback);
    }
}
