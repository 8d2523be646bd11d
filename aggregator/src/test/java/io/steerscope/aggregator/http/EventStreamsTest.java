package io.steerscope.aggregator.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;
import io.steerscope.results.ToyExperiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class EventStreamsTest {

    private static final String PATH = "api/experiments/toy/events";
    private static final RefreshIntervals QUIET =
            new RefreshIntervals(Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMinutes(5));

    private final ApiFixture fixture = new ApiFixture(QUIET);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aClientGetsTheStateAtOnceAndAgainWhenItChanges() throws Exception {
        try (Client client = new Client(fixture, "")) {
            // when
            Map<String, String> first = client.event();
            fixture.topology.score(ToyExperiment.scores().get(0));
            Map<String, String> second = client.event();

            // then
            assertThat(first).containsEntry("event", "statistics");
            assertThat(ApiFixture.parse(first.get("data")).path("scorers")).isEmpty();
            assertThat(second.get("id")).isNotEqualTo(first.get("id"));
            assertThat(ApiFixture.parse(second.get("data"))).isEqualTo(fixture.json("api/experiments/toy/statistics"));
        }
    }

    @Test
    void aClientThatComesBackGetsOnlyWhatItLacks() throws Exception {
        // given
        String id;
        try (Client before = new Client(fixture, "")) {
            id = before.event().get("id");
        }

        // when
        try (Client upToDate = new Client(fixture, id);
                Client fresh = new Client(fixture, "")) {
            fresh.event();
            fixture.topology.scoreAll(ToyExperiment.scores());

            // then
            Map<String, String> next = upToDate.event();
            assertThat(next.get("id")).isNotEqualTo(id);
            assertThat(ApiFixture.parse(next.get("data")).path("scorers").has("clip-c"))
                    .isTrue();
        }
    }

    @Test
    void anInterruptionIsToldAndItsEndToo() throws Exception {
        try (Client client = new Client(fixture, "")) {
            client.event();

            // when
            fixture.topology.interrupt(Reason.REBALANCING);
            Map<String, String> away = client.event();
            fixture.topology.interrupt(null);
            Map<String, String> back = client.event();

            // then
            assertThat(away).containsEntry("event", "unavailable").doesNotContainKey("id");
            assertThat(ApiFixture.parse(away.get("data")).path("error").textValue())
                    .isEqualTo("rebalancing");
            assertThat(back).containsEntry("event", "statistics");
        }
    }

    @Test
    void clientsThatAreGoneAreForgotten() throws Exception {
        try (ApiFixture lively = new ApiFixture()) {
            // given
            try (Client staying = new Client(lively, "")) {
                Client leaving = new Client(lively, "");
                staying.event();
                leaving.event();
                assertThat(lively.api.listeners()).isEqualTo(2);

                // when
                leaving.close();

                // then
                await().until(() -> lively.api.listeners() == 1);
                lively.topology.score(ToyExperiment.scores().get(0));
                assertThat(staying.event()).containsEntry("event", "statistics");
            }
            await().until(() -> lively.api.listeners() == 0);
        }
    }

    @Test
    void aClientThatReadsNothingHoldsUpNobody() throws Exception {
        try (Socket idle = new Socket();
                Client reading = new Client(fixture, "")) {
            // given
            idle.setReceiveBufferSize(1024);
            idle.connect(
                    new InetSocketAddress("127.0.0.1", fixture.api.address().getPort()));
            idle.getOutputStream()
                    .write(("GET /" + PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> fixture.api.listeners() == 2);
            reading.event();

            // when
            List<String> ids = new ArrayList<>();
            for (int round = 0; round < 100; round++) {
                fixture.topology.score(ToyExperiment.scores().get(round % 36));
                ids.add(reading.event().get("id"));
            }

            // then
            assertThat(ids).doesNotHaveDuplicates();
        }
    }

    @Test
    void manyClientsAreServedByTheSameFewThreads() throws Exception {
        // given
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < EventStreams.LARGEST_NUMBER; i++) {
                clients.add(new Client(fixture, ""));
            }

            // then
            for (Client client : clients) {
                assertThat(client.event()).containsEntry("event", "statistics");
            }
            HttpResponse<String> tooMany = fixture.get(PATH);
            assertThat(tooMany.statusCode()).isEqualTo(503);
            assertThat(tooMany.body()).contains("too_many_streams");
            assertThat(fixture.get("api/experiments/toy/statistics").statusCode())
                    .isEqualTo(200);
        } finally {
            clients.forEach(Client::close);
        }
    }

    @Test
    void silenceIsFilledWithComments() throws Exception {
        try (ApiFixture lively = new ApiFixture();
                Client client = new Client(lively, "")) {
            // then
            assertThat(client.line()).isEqualTo("retry: 1000");
            client.event();
            assertThat(client.line()).isEqualTo(": heartbeat");
        }
    }

    @Test
    void anUnknownExperimentHasNoEvents() throws Exception {
        // then
        assertThat(fixture.get("api/experiments/none/events").statusCode()).isEqualTo(404);
        assertThat(fixture.api.listeners()).isZero();
    }

    /** A client that reads line by line. */
    private static final class Client implements AutoCloseable {

        private final InputStream body;
        private final BufferedReader lines;

        Client(ApiFixture fixture, String lastEventId) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(fixture.address(PATH));
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<InputStream> response =
                    fixture.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualToIgnoringCase("text/event-stream;charset=utf-8");
            body = response.body();
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        String line() throws Exception {
            String line = lines.readLine();
            assertThat(line).as("the stream has ended").isNotNull();
            return line;
        }

        /** Fields of the next event. */
        Map<String, String> event() throws Exception {
            Map<String, String> fields = new LinkedHashMap<>();
            while (true) {
                String line = line();
                if (line.isEmpty() && fields.containsKey("data")) {
                    return fields;
                }
                int colon = line.indexOf(':');
                if (colon > 0) {
                    fields.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
        }

        @Override
        public void close() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
