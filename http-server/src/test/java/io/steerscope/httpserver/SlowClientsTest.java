package io.steerscope.httpserver;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nothing that a client does stops the server for others; over real sockets. */
@Timeout(60)
class SlowClientsTest {

    private static final int LARGE = 32 * 1024 * 1024;
    private static final ServerLimits SHORT =
            ChangedLimits.ofTimes(Duration.ofMillis(700), Duration.ofMillis(700), Duration.ofSeconds(1));

    private final List<Client> clients = new ArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger held = new AtomicInteger();
    private SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private GuardedServer server = open(ServerLimits.DEFAULT);

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        for (Client client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void manySlowBodiesHoldNoThread() throws Exception {
        // given
        for (int i = 0; i < 200; i++) {
            client().send("POST /internal/stores/cells HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
        }

        // then
        assertEverybodyElseIsAnswered();
    }

    @Test
    void manySlowHeadsHoldNoThread() throws Exception {
        // given
        for (int i = 0; i < 200; i++) {
            client().send("GET /api/experiments HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        }

        // then
        assertEverybodyElseIsAnswered();
    }

    @Test
    void manySlowReadersHoldNoThread() throws Exception {
        // given
        server = reopened(ChangedLimits.ofAllAnswersBytes(100L * LARGE));
        for (int i = 0; i < 30; i++) {
            client().send("GET /api/large HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }

        // then
        assertEverybodyElseIsAnswered();
    }

    @Test
    void probesAndOtherInstancesAreAnsweredWhileEveryQuestionWaits() throws Exception {
        // given
        for (int i = 0; i < 100; i++) {
            client().send("GET /api/held HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        await().until(() -> held.get() == Lane.QUESTION.threads());

        // then
        assertThat(Client.get(server, "/health")).isEqualTo(200);
        assertThat(Client.get(server, "/metrics")).isEqualTo(200);
        assertThat(Client.get(server, "/internal/holdings")).isEqualTo(200);
    }

    @Test
    void questionsBeyondThoseThatMayWaitAreToldSoAtOnce() throws Exception {
        // given
        int taken = Lane.QUESTION.threads() + ServerLimits.DEFAULT.waiting();
        for (int i = 0; i < taken; i++) {
            client().send("GET /api/held HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        await().until(() -> Client.get(server, "/api/experiments") == 503);

        // when
        String answer = Client.ask(server, "GET /api/experiments HTTP/1.1", "Host: localhost");

        // then
        assertThat(answer).contains("Retry-After: 1", "\"error\":\"busy\"", "\"retryable\":true");
        assertThat(Client.get(server, "/health")).isEqualTo(200);
    }

    @Test
    void aHeadThatComesByteByByteIsCutOff() throws Exception {
        // given
        server = reopened(SHORT);
        Client slow = client().send("GET / HTTP/1.1\r\nHost: localhost\r\n");

        // then
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                slow.send("X: 1\r\n");
            } catch (IOException e) {
                return true;
            }
            return slow.isClosed();
        });
    }

    @Test
    void aBodyThatDoesNotComeInTimeIsRefused() throws Exception {
        // given
        server = reopened(SHORT);

        // when
        String answer = client().send(
                        "POST /internal/stores/cells HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
                .answer();

        // then
        assertThat(Client.status(answer)).isEqualTo(408);
        assertThat(answer).contains("\"error\":\"request_timeout\"", "nosniff", "Connection: close");
    }

    @Test
    void aBodyByteByByteIsRefusedToo() throws Exception {
        // given
        server = reopened(SHORT);
        Client slow = client().send(
                        "POST /internal/stores/cells HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");

        // then
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            try {
                slow.send("1\r\nx\r\n");
            } catch (IOException e) {
                return true;
            }
            return slow.isClosed();
        });
    }

    @Test
    void aConnectionThatAsksNothingIsClosed() throws Exception {
        // given
        server = reopened(SHORT);
        Client silent = client();

        // then
        await().until(silent::isClosed);
    }

    @Test
    void anAnswerThatNobodyTakesIsCutOff() throws Exception {
        // given
        server = reopened(new ServerLimits(
                Duration.ofSeconds(20),
                Duration.ofSeconds(10),
                1000,
                1000,
                Duration.ofSeconds(1),
                Integer.MAX_VALUE,
                100L * LARGE,
                100,
                10));
        Client slow = client().send("GET /api/large HTTP/1.1\r\nHost: localhost\r\n\r\n");

        // when
        await().until(() -> unsent() == LARGE);
        await().until(() -> unsent() == 0);

        // then
        assertThat(slow.answer().length()).isLessThan(LARGE);
    }

    @Test
    void whereTooMuchWaitsToBeTakenTheOldestIsCutOff() throws Exception {
        // given
        server = reopened(ChangedLimits.ofAllAnswersBytes(LARGE + LARGE / 2));
        Client first = client().send("GET /api/large HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await().until(() -> unsent() == LARGE);

        // when
        String second = Client.ask(server, "GET /api/large HTTP/1.1", "Host: localhost");

        // then
        assertThat(second.length()).isGreaterThan(LARGE);
        assertThat(first.answer().length()).isLessThan(LARGE);
    }

    @Test
    void whereThereAreTooManyConnectionsTheIdlestMakesPlace() throws Exception {
        // given
        server = reopened(ChangedLimits.ofConnections(50));
        Client first = client();
        for (int i = 0; i < 200; i++) {
            client();
        }

        // then
        assertEverybodyElseIsAnswered();
        await().until(first::isClosed);
    }

    @Test
    void requestsOneBehindAnotherAreAllAnswered() throws Exception {
        // when
        String answers = client().send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(500)
                        + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .answer();

        // then
        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(502);
    }

    private void assertEverybodyElseIsAnswered() throws IOException {
        assertThat(Client.get(server, "/health")).isEqualTo(200);
        assertThat(Client.get(server, "/metrics")).isEqualTo(200);
        assertThat(Client.get(server, "/internal/holdings")).isEqualTo(200);
        assertThat(Client.get(server, "/api/experiments")).isEqualTo(200);
    }

    private long unsent() {
        return (long) registry.get("steerscope.http.unsent.bytes").gauge().value();
    }

    private Client client() throws IOException {
        Client client = Client.of(server);
        clients.add(client);
        return client;
    }

    private GuardedServer reopened(ServerLimits limits) {
        server.close();
        return open(limits);
    }

    private GuardedServer open(ServerLimits limits) {
        registry = new SimpleMeterRegistry();
        return GuardedServer.open(ServerSettings.of("127.0.0.1", 0), limits, registry, this::routes);
    }

    private void routes(JavalinConfig config) {
        byte[] large = new byte[LARGE];
        for (String path : List.of("/health", "/metrics", "/internal/holdings", "/api/experiments")) {
            config.routes.get(path, context -> context.result("ok"));
        }
        config.routes.get("/api/large", context -> context.result(large));
        config.routes.get("/api/held", context -> {
            held.incrementAndGet();
            release.await();
        });
        config.routes.post("/internal/stores/{store}", context -> context.result(context.body()));
    }
}
