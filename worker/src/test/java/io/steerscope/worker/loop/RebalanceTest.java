package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.steerscope.worker.loop.FakeCluster.Fault;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static io.steerscope.worker.loop.FakeCluster.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class RebalanceTest {

    @Test
    void resultsOfAPartitionThatLeftWhileTheModelRanAreDropped() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.stage.block();
            fixture.cluster.initialAssignment = Set.of(P0);
            fixture.cluster.append(P0, "a", "b", "c", "d");
            fixture.start();
            await().until(() -> fixture.stage.waitingBatches.get() == 1);

            // when
            fixture.cluster.assign(P1);
            await().until(() -> fixture.worker.progress().partitions() == 1
                    && fixture.cluster.consumer.assignment().equals(Set.of(P1)));
            fixture.stage.release(10);

            // then
            await().until(() -> fixture.worker.progress().abandoned() == 4);
            assertThat(fixture.cluster.visible).isEmpty();
            assertThat(fixture.cluster.committed(P0)).isZero();
            assertThat(fixture.worker.progress().inFlight()).isZero();
        }
    }

    @Test
    void aPartitionThatComesBackIsReadAgainFromItsCommittedOffsetAndWrittenOnce() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.stage.block();
            fixture.cluster.initialAssignment = Set.of(P0);
            fixture.cluster.append(P0, "a", "b", "c", "d");
            fixture.start();
            await().until(() -> fixture.stage.waitingBatches.get() == 1);

            // when
            fixture.cluster.lose(P0);
            await().until(() -> fixture.worker.progress().partitions() == 0);
            fixture.cluster.assign(P0);
            await().until(() -> fixture.worker.progress().received() == 8);
            fixture.stage.release(10);
            fixture.awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C", "D");
        }
    }

    @Test
    void partitionsThatStayKeepTheirResultsThroughARebalance() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.stage.block();
            fixture.cluster.append(P0, "a", "b").append(P1, "c", "d");
            fixture.start();
            await().until(() -> fixture.stage.waitingBatches.get() == 1);

            // when
            fixture.cluster.assign(P1);
            await().until(() -> fixture.worker.progress().partitions() == 1);
            fixture.stage.release(10);

            // then
            await().until(() -> fixture.cluster.committed(P1) == 2);
            await().until(() -> fixture.worker.progress().inFlight() == 0);
            assertThat(fixture.cluster.outputs()).containsExactly("C", "D");
            assertThat(fixture.cluster.committed(P0)).isZero();
        }
    }

    @Test
    void finishedResultsAreCommittedBeforeAPartitionIsHandedOver() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.initialAssignment = Set.of(P0);
            fixture.cluster.append(P0, "a", "b", "c", "d");
            fixture.start().awaitAllCommitted();

            // when
            fixture.cluster.assign(P1);
            await().until(() -> fixture.cluster.consumer.assignment().equals(Set.of(P1)));

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C", "D");
            assertThat(fixture.cluster.committed(P0)).isEqualTo(4);
            assertThat(fixture.worker.progress().abandoned()).isZero();
        }
    }

    @Test
    void aRefusedCommitThatATakeoverFollowsWritesNothing() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.initialAssignment = Set.of(P0);
            fixture.cluster.faults.add(Fault.OFFSETS_REFUSED);
            fixture.settings = ChangedSettings.withShutdownTimeout(
                    fixture.settings.withFailures(WorkerFixture.noRetry()), Duration.ZERO);
            fixture.cluster.append(P0, "a", "b");
            fixture.start();
            await().until(() -> fixture.worker.progress().aborts() == 1);

            // when
            fixture.cluster.lose(P0);

            // then
            await().until(() -> fixture.worker.progress().abandoned() == 2);
            assertThat(fixture.cluster.visible).isEmpty();
            assertThat(fixture.cluster.committed(P0)).isZero();
        }
    }
}
