package io.steerscope.aggregator;

import java.net.http.HttpRequest;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.steerscope.httpserver.GuardedServer;
import io.steerscope.httpserver.Secret;

/** What instances of one application show each other, so that they are answered. */
final class PeerSignature {

    private PeerSignature() {}

    /** Adds the secret to a question, or nothing where there is none. */
    static UnaryOperator<HttpRequest.Builder> of(@Nullable Secret secret) {
        return secret == null
                ? request -> request
                : request -> request.header(GuardedServer.SECRET_HEADER, secret.reveal());
    }
}
