package io.steerscope.clustertests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Requests arrive at the broker, and their answers do not arrive at the client. */
class LostAnswerTest {

    @TempDir
    private static Path folder;

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiKeys.class,
            names = {"PRODUCE", "TXN_OFFSET_COMMIT", "END_TXN", "INIT_PRODUCER_ID"})
    void anAnswerIsLostAndNoRecordIsLostOrDoubled(ApiKeys request) {
        try (Echo echo = new Echo(cluster, "once-" + request.name().toLowerCase(Locale.ROOT))) {
            // given
            cluster.wire().loseAnswers(request, 1);
            int before = cluster.wire().lost();

            // when
            Worker worker = echo.worker("one", clients(10_000));
            echo.send(100).awaitAllWritten();

            // then
            assertThat(cluster.wire().lost()).isEqualTo(before + 1);
            echo.assertEachOnce();
            assertThat(worker.failure()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiKeys.class,
            names = {"PRODUCE", "TXN_OFFSET_COMMIT", "END_TXN"})
    void answersStayAwayForLongerThanTheProducerWaits(ApiKeys request) {
        try (Echo echo = new Echo(cluster, "long-" + request.name().toLowerCase(Locale.ROOT))) {
            // given
            Worker worker = echo.worker("one", clients(2_000));
            echo.send(50).awaitAllWritten();
            cluster.wire().loseAnswers(request, 1_000);
            echo.send(50);
            echo.awaitNotReady(worker, Echo.BOUND);
            echo.assertPollsGoOn();

            // when
            cluster.wire().loseAnswers(request, 0);

            // then
            echo.awaitAllWritten().awaitReady(worker);
            await().atMost(Echo.BOUND).untilAsserted(echo::assertEachOnce);
            assertThat(echo.stage.processed).as("no work was done twice").hasValue(100);
        }
    }

    @Test
    void aClusterThatFallsSilentIsSaidSoWithinSeconds() {
        try (Echo echo = new Echo(cluster, "silent")) {
            // given
            Worker worker = echo.worker("one", clients(5_000));
            echo.send(50).awaitAllWritten();

            // when
            cluster.wire().setSilent(true);

            // then
            echo.awaitNotReady(worker, Duration.ofSeconds(15));

            // when
            cluster.wire().setSilent(false);

            // then
            echo.awaitReady(worker);
            echo.send(50).awaitAllWritten().assertEachOnce();
        }
    }

    /** Clients that give up on an answer after a second, and on a call after {@code patienceMillis}. */
    private static Map<String, Object> clients(int patienceMillis) {
        Map<String, Object> properties = new HashMap<>(cluster.wiredClients());
        properties.put("request.timeout.ms", 1_000);
        properties.put("producer.max.block.ms", patienceMillis);
        properties.put("producer.delivery.timeout.ms", patienceMillis);
        properties.put("default.api.timeout.ms", Math.max(patienceMillis, 5_000));
        return properties;
    }
}
