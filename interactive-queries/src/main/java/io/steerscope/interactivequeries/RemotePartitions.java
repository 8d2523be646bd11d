package io.steerscope.interactivequeries;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.HostInfo;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

/**
 * Asks other instances. Connections are kept and used again.
 *
 * <p>Futures fail with {@link StateUnavailableException} where the other instance says why it does not answer, and with
 * {@link IOException} where it does not answer at all, or not as an aggregator of this application would.
 */
final class RemotePartitions {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration HOLDINGS_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    private final String applicationId;
    private final UnaryOperator<HttpRequest.Builder> signature;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    /** @param signature adds to a question what shows that this instance may ask it */
    RemotePartitions(String applicationId, UnaryOperator<HttpRequest.Builder> signature) {
        this.applicationId = applicationId;
        this.signature = signature;
    }

    /** What an instance holds, within two seconds. */
    CompletableFuture<Holdings> holdings(HostInfo host) {
        return send(host, PartitionService.HOLDINGS_PATH, HOLDINGS_TIMEOUT, request -> request)
                .thenApply(response -> parseHoldings(host, response));
    }

    /** Entries of all partitions that are asked for, by partition, within twenty seconds. */
    CompletableFuture<SortedMap<Integer, List<KeyValue<byte[], byte[]>>>> read(HostInfo host, PartitionRead read) {
        return send(host, PartitionService.STORES_PATH + read.store(), READ_TIMEOUT, request -> request.header(
                                "Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JsonForm.write(read))))
                .thenApply(response -> parseEntries(host, read, response));
    }

    private CompletableFuture<HttpResponse<byte[]>> send(
            HostInfo host, String path, Duration timeout, UnaryOperator<HttpRequest.Builder> question) {
        String name = host.host().contains(":") ? "[" + host.host() + "]" : host.host();
        HttpRequest.Builder request;
        try {
            request = signature.apply(HttpRequest.newBuilder(URI.create("http://" + name + ":" + host.port() + path))
                    .header(PartitionService.APPLICATION_HEADER, applicationId));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(
                    new IOException("cannot be asked: \"" + host.host() + "\" is no valid host name", e));
        }
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(question.apply(request).build(), BodyHandlers.ofByteArray());
        return exchange.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> {
                    exchange.cancel(true);
                    return CompletableFuture.failedFuture(
                            failure instanceof TimeoutException
                                    ? new HttpTimeoutException("no whole answer within " + timeout.toSeconds() + " s")
                                    : failure);
                });
    }

    private static Holdings parseHoldings(HostInfo host, HttpResponse<byte[]> response) {
        requireAnswer(host, response);
        try {
            return JsonForm.holdings(text(response));
        } catch (IllegalArgumentException e) {
            throw new CompletionException(new MalformedAnswerException(String.valueOf(e.getMessage()), e));
        }
    }

    private static SortedMap<Integer, List<KeyValue<byte[], byte[]>>> parseEntries(
            HostInfo host, PartitionRead read, HttpResponse<byte[]> response) {
        requireAnswer(host, response);
        try {
            SortedMap<Integer, List<KeyValue<byte[], byte[]>>> partitions = WireForm.read(response.body());
            if (!List.copyOf(partitions.keySet()).equals(read.partitions())) {
                throw new MalformedAnswerException("partitions %s of %s were asked for, it holds %s"
                        .formatted(read.partitions(), read.store(), partitions.keySet()));
            }
            return partitions;
        } catch (MalformedAnswerException e) {
            throw new CompletionException(e);
        }
    }

    private static void requireAnswer(HostInfo host, HttpResponse<byte[]> response) {
        if (response.statusCode() == 200) {
            return;
        }
        String error = JsonForm.field(text(response), "error");
        String message = JsonForm.field(text(response), "message");
        if (response.statusCode() == 503) {
            for (Reason reason : Reason.values()) {
                if (reason.code().equals(error) && reason.isRetryable()) {
                    throw new StateUnavailableException(
                            reason, "Aggregator %s:%d: %s".formatted(host.host(), host.port(), message));
                }
            }
        }
        throw new CompletionException(new IOException(
                "answers with status " + response.statusCode() + (message.isEmpty() ? "" : " (" + message + ")")));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
