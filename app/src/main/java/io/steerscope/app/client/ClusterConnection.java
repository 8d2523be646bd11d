package io.steerscope.app.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.text.FailureLine;

/** The first words with a cluster: an administrator of a cluster that has answered, or one line that says why not. */
final class ClusterConnection {

    private static final Duration BEFORE_PROBING = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(500);

    private final Map<String, Object> properties;
    private final BootstrapServers servers;

    ClusterConnection(Map<String, Object> properties, BootstrapServers servers) {
        this.properties = properties;
        this.servers = servers;
    }

    /**
     * @param wait how long at the most to wait for a broker, beyond the seconds that one may take to answer; a listener
     *     that is no broker, and one that refuses, is not waited for
     * @throws ActionableException if no broker answers in time
     */
    Admin open(Duration wait) {
        try {
            long end = System.nanoTime() + wait.toNanos();
            requireListener(wait, end);
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            return answering(left.compareTo(PATIENCE) > 0 ? left : PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActionableException("interrupted while connecting to " + servers.text(), e);
        }
    }

    private Admin answering(Duration patience) throws InterruptedException {
        Admin admin = create();
        try {
            KafkaFuture<String> answer = admin.describeCluster().clusterId();
            if (!isAnswered(answer, BEFORE_PROBING)) {
                probe();
                if (!isAnswered(answer, patience)) {
                    throw failure("it accepts connections, but does not answer as a broker within "
                            + patience.toSeconds() + " s" + loginHint());
                }
            }
            return admin;
        } catch (InterruptedException | RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private void requireListener(Duration wait, long end) throws InterruptedException {
        IOException last = noListener();
        while (last != null && end - System.nanoTime() > 0) {
            Thread.sleep(BETWEEN_CALLS.toMillis());
            last = noListener();
        }
        if (last == null) {
            return;
        }
        String reason = String.valueOf(last.getMessage()).toLowerCase(Locale.ROOT);
        String waited = wait.isZero() ? "" : " after " + wait.toSeconds() + " s";
        throw new ActionableException(
                "no Kafka broker answers at " + servers.text() + waited + " (" + reason
                        + "): check that it runs, and the address",
                last);
    }

    /** Why nobody listens at any of the addresses; null if somebody does. */
    private @Nullable IOException noListener() {
        IOException last = new IOException("no address");
        for (InetSocketAddress address : servers.addresses()) {
            try {
                new PortProbe(address).requireListener();
                return null;
            } catch (IOException e) {
                last = e;
            }
        }
        return last;
    }

    private Admin create() {
        try {
            return Admin.create(properties);
        } catch (RuntimeException e) {
            throw new ActionableException("the client properties cannot be used: " + ClientFailure.line(e), e);
        }
    }

    private boolean isAnswered(KafkaFuture<String> answer, Duration atMost) throws InterruptedException {
        try {
            answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            Throwable cause = FailureLine.cause(e);
            if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                return false;
            }
            throw refused(cause);
        }
    }

    private ActionableException refused(Throwable cause) {
        if (cause instanceof AuthenticationException) {
            return failure("it refuses the connection: " + ClientFailure.line(cause) + protocolHint(), cause);
        }
        if (cause instanceof UnsupportedVersionException) {
            return failure("the brokers are too old: " + ClientFailure.line(cause), cause);
        }
        return failure(ClientFailure.line(cause), cause);
    }

    /** @throws ActionableException if something there speaks another protocol than the client does */
    private void probe() {
        for (InetSocketAddress address : servers.addresses()) {
            PortProbe.Speech speech = new PortProbe(address).speech();
            if (speech == PortProbe.Speech.HTTP) {
                throw failure("an HTTP server answers there; give the port of the broker");
            }
            if (speech == PortProbe.Speech.TLS && !isEncrypted()) {
                throw failure("it speaks TLS, and this client plain text: set security.protocol to SSL or SASL_SSL"
                        + " in --config");
            }
            if (speech == PortProbe.Speech.KAFKA && isEncrypted()) {
                throw failure("it speaks plain text, and this client TLS: give its TLS port, or set security.protocol"
                        + " to PLAINTEXT or SASL_PLAINTEXT in --config");
            }
        }
    }

    private String loginHint() {
        return isPlain() ? "; does its listener ask for a login (security.protocol=SASL_PLAINTEXT)?" : "";
    }

    private String protocolHint() {
        return " (security.protocol is " + protocol() + ")";
    }

    private ActionableException failure(String reason) {
        return failure(reason, null);
    }

    private ActionableException failure(String reason, @Nullable Throwable cause) {
        String line = "cannot talk to Kafka at " + servers.text() + ": " + reason;
        return cause == null ? new ActionableException(line) : new ActionableException(line, cause);
    }

    private boolean isEncrypted() {
        return protocol().endsWith("SSL");
    }

    private boolean isPlain() {
        return protocol().equals("PLAINTEXT");
    }

    private String protocol() {
        return String.valueOf(properties.getOrDefault("security.protocol", "PLAINTEXT"))
                .toUpperCase(Locale.ROOT);
    }
}
