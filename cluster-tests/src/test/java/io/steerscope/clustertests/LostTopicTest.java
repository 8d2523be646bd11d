package io.steerscope.clustertests;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A worker waits for a topic that was deleted, says which, and goes on when it is there again. */
class LostTopicTest {

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
    void anOutputIsDeletedWhileTheWorkerRuns() {
        try (Echo echo = new Echo(cluster, "output")) {
            // given
            Worker worker = echo.worker("one", clients());
            echo.send(50).awaitAllWritten();

            // when
            echo.delete(echo.topics.imageSummaries());
            echo.send(50);

            // then
            assertThat(echo.awaitNotReady(worker, Echo.BOUND))
                    .contains(echo.topics.imageSummaries().name());
            echo.assertPollsGoOn();

            // when
            echo.applyTopics();

            // then
            echo.awaitAllWritten().awaitReady(worker);
            assertThat(echo.counts(echo.topics.images())).hasSize(100).allSatisfy((key, times) -> assertThat(times)
                    .isOne());
            echo.assertLastOnesOnce(echo.topics.imageSummaries());
            assertThat(echo.counts(echo.topics.deadLetters())).isEmpty();
            assertThat(echo.stage.processed).as("no work was done twice").hasValue(100);
        }
    }

    @Test
    void theInputIsDeletedWhileTheWorkerRuns() {
        try (Echo echo = new Echo(cluster, "input")) {
            // given
            Worker worker = echo.worker("one", clients());
            echo.send(50).awaitAllWritten();

            // when
            echo.delete(echo.topics.jobs());

            // then
            assertThat(echo.awaitNotReady(worker, Echo.BOUND))
                    .contains(echo.topics.jobs().name());
            echo.assertPollsGoOn();

            // when
            echo.applyTopics();
            echo.send(50);

            // then
            echo.awaitAllWritten().awaitReady(worker);
            echo.assertEachOnce();
        }
    }

    @Test
    void theInputGrowsByPartitionsWhileTheWorkerRuns() {
        try (Echo echo = new Echo(cluster, "grown")) {
            // given
            Worker worker = echo.worker("one", clients());
            echo.send(50).awaitAllWritten();

            // when
            echo.grow(echo.topics.jobs(), 5);
            echo.grow(echo.topics.images(), 5);
            await().atMost(Echo.BOUND).until(() -> worker.progress().partitions() == 5);
            echo.send(100);

            // then
            echo.awaitAllWritten().assertEachOnce();
            echo.awaitReady(worker);
        }
    }

    /** Clients that learn of changed topics at once. */
    private static Map<String, Object> clients() {
        Map<String, Object> properties = new HashMap<>(cluster.clients());
        properties.put("metadata.max.age.ms", 1000);
        return properties;
    }
}
