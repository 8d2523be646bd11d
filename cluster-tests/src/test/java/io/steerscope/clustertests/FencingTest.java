package io.steerscope.clustertests;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Producers whose transactional id was taken, or whose transaction the broker has ended. */
class FencingTest {

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

    @Test
    void ofTwoWorkersWithOneInstanceIdOneEndsAndNamesIt() {
        try (Echo echo = new Echo(cluster, "twins")) {
            // given
            List<Worker> twins =
                    List.of(echo.worker("twin", cluster.clients()), echo.worker("twin", cluster.clients()));

            // when
            await().atMost(Echo.BOUND).until(() -> {
                echo.send(20);
                return twins.stream().anyMatch(worker -> worker.state().isFinal());
            });

            // then
            assertThat(twins).filteredOn(worker -> worker.state().isFinal()).allSatisfy(worker -> assertThat(
                            worker.check().detail())
                    .isEqualTo("another running worker uses the instance id \"twin\"; give each worker its own"));
            echo.worker("third", cluster.clients());
            echo.awaitAllWritten().assertEachOnce();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "sendOffsetsToTransaction", "commitTransaction"})
    void aTransactionThatTheBrokerHasEndedInTheMeantimeIsWrittenOnce(String pausedAt) {
        try (Echo echo = new Echo(cluster, "paused-" + pausedAt)) {
            // given
            Map<String, Object> impatient = new HashMap<>(cluster.clients());
            impatient.put("producer.transaction.timeout.ms", 1_000);
            impatient.put("producer.delivery.timeout.ms", 1_000);
            impatient.put("producer.request.timeout.ms", 900);
            AtomicBoolean pausing = new AtomicBoolean();
            echo.clients.beforeProducerCall(method -> {
                if (method.equals(pausedAt) && pausing.getAndSet(false)) {
                    pause(4_000);
                }
            });
            Worker worker = echo.worker("one", impatient);
            echo.send(50).awaitAllWritten();

            // when
            pausing.set(true);
            echo.send(50);

            // then
            echo.awaitAllWritten().assertEachOnce();
            assertThat(worker.failure()).isEmpty();
            assertThat(echo.stage.processed).as("no work was done twice").hasValue(100);
        }
    }

    /** What a process does that is stopped: nothing, for a time. */
    private static void pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
