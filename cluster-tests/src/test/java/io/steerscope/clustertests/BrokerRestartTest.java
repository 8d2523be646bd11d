package io.steerscope.clustertests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A broker that ends and starts again under working workers. */
class BrokerRestartTest {

    private static final int TEXTS = 3_000;

    @TempDir
    private Path folder;

    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = TestCluster.start(folder);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void nothingIsLostOrDoubledAndWorkersSayThatTheyWait() {
        try (Echo echo = new Echo(cluster, "restart")) {
            // given
            List<Worker> workers =
                    List.of(echo.worker("one", cluster.clients()), echo.worker("two", cluster.clients()));
            echo.send(TEXTS);
            await().atMost(Echo.BOUND).until(() -> echo.stage.processed.get() > TEXTS / 10);

            // when
            cluster.stop();

            // then
            assertThat(echo.stage.processed).as("work is left").hasValueLessThan(TEXTS);
            for (Worker worker : workers) {
                echo.awaitNotReady(worker, Duration.ofSeconds(15));
            }

            // when
            cluster.restart();

            // then
            echo.awaitAllWritten().assertEachOnce();
            workers.forEach(echo::awaitReady);
        }
    }

    @Test
    void idleWorkersSaySoWithinSeconds() {
        try (Echo echo = new Echo(cluster, "idle")) {
            // given
            Worker worker = echo.worker("one", cluster.clients());
            echo.send(10).awaitAllWritten().awaitReady(worker);

            // when
            cluster.stop();

            // then
            echo.awaitNotReady(worker, Duration.ofSeconds(15));

            // when
            cluster.restart();

            // then
            echo.awaitReady(worker);
            echo.send(10).awaitAllWritten().assertEachOnce();
        }
    }
}
