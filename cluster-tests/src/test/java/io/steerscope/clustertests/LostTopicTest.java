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
