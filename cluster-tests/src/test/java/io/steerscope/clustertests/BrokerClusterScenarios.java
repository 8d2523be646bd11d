package io.steerscope.clustertests;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.benchmarks.faults.RoleProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * More ways than those of {@link BrokerClusterTest} to lose a broker, each in an experiment of its own. They take
 * minutes, and run where they are named: {@code -Dtest=BrokerClusterScenarios}.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "links between the nodes take any address of 127/8")
class BrokerClusterScenarios {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

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

    @Test
    void aBrokerIsKilledAndComesBack() throws Exception {
        // given
        working.produceUntilItRuns("killed");
        RoleProcess node = cluster.node(ThreeNodes.next(cluster.activeController()));

        // when
        node.kill();
        cluster.awaitBrokers(2);
        node.start();
        cluster.awaitInSync();

        // then
        assertThat(working.finishedReport("killed")).isEqualTo(working.undisturbed());
    }

    @Test
    void allBrokersAreRestartedOneAfterAnother() throws Exception {
        // given
        working.produceUntilItRuns("rolled");

        // when
        for (int number = 1; number <= 3; number++) {
            RoleProcess node = cluster.node(number);
            node.signal("TERM");
            assertThat(node.awaitEnd(PATIENCE)).as(node.output()).isEqualTo(143);
            node.start();
            cluster.awaitInSync();
        }

        // then
        assertThat(working.finishedReport("rolled")).isEqualTo(working.undisturbed());
    }

    /**
     * A broker stops to answer anybody, with its connections open, until the others have given it up; then it goes on
     * with what it believed before.
     */
    @Test
    void aBrokerIsSilentForLongerThanItsSessionAndGoesOn() throws Exception {
        // given
        working.produceUntilItRuns("silent");
        RoleProcess node = cluster.node(ThreeNodes.next(cluster.activeController()));

        // when
        node.signal("STOP");
        cluster.awaitBrokers(2);
        node.signal("CONT");
        cluster.awaitInSync();

        // then
        assertThat(working.finishedReport("silent")).isEqualTo(working.undisturbed());
    }

    /** As in {@link BrokerClusterTest}, where connections are closed and new ones refused, instead of silence. */
    @Test
    void aBrokerIsRefusedByTheOthersButNotByClients() throws Exception {
        // given
        cluster.spreadLeaders();
        working.produceUntilItRuns("refused");

        // when
        cluster.cutOff(ThreeNodes.next(cluster.activeController()), cluster.links()::refuse);

        // then
        assertThat(working.finishedReport("refused")).isEqualTo(working.undisturbed());
    }

    @Test
    void theActiveControllerIsRefusedByTheOthersButNotByClients() throws Exception {
        // given
        cluster.spreadLeaders();
        working.produceUntilItRuns("deposed");

        // when
        cluster.cutOff(cluster.activeController(), cluster.links()::refuse);

        // then
        assertThat(working.finishedReport("deposed")).isEqualTo(working.undisturbed());
    }
}
