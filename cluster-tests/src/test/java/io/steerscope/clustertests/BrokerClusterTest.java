package io.steerscope.clustertests;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Experiments on a cluster of three brokers, of which one is lost in the middle. The same generator, scorer and
 * aggregator go on through all of it.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "links between the nodes take any address of 127/8")
class BrokerClusterTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static WorkingCluster working;
    private static ThreeNodes cluster;

    @BeforeAll
    static void runOnceUndisturbed() throws Exception {
        working = WorkingCluster.start(folder);
        cluster = working.cluster();
    }

    @AfterAll
    static void end() {
        working.close();
    }

    /**
     * A node hears nothing of the others, nor they of it, while clients reach all three: it leads partitions and takes
     * records for them until it is told that it leads nothing any more.
     */
    @Test
    void aBrokerIsCutOffFromTheOthersButNotFromClients() throws Exception {
        // given
        cluster.spreadLeaders();
        working.produceUntilItRuns("split");

        // when
        cluster.cutOff(ThreeNodes.next(cluster.activeController()), cluster.links()::silence);

        // then
        assertThat(working.finishedReport("split")).isEqualTo(working.undisturbed());
    }

    @Test
    void theActiveControllerIsCutOffFromTheOthersButNotFromClients() throws Exception {
        // given
        cluster.spreadLeaders();
        working.produceUntilItRuns("deposed");

        // when
        cluster.cutOff(cluster.activeController(), cluster.links()::silence);

        // then
        assertThat(working.finishedReport("deposed")).isEqualTo(working.undisturbed());
    }

    @Test
    void theActiveControllerIsKilledAndComesBack() throws Exception {
        // given
        working.produceUntilItRuns("headless");
        int active = cluster.activeController();

        // when
        cluster.node(active).kill();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> cluster.activeController() != active);
        cluster.node(active).start();
        cluster.awaitInSync();

        // then
        assertThat(working.finishedReport("headless")).isEqualTo(working.undisturbed());
    }
}
