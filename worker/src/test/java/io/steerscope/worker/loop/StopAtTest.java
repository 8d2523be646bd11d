package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static io.steerscope.worker.loop.FakeCluster.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class StopAtTest {

    @Test
    void theWorkerEndsByItselfAndLeavesLaterRecordsAlone() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b", "later").append(P1, "c", "d");
            fixture.settings = fixture.settings.withStopAt(new StopAt(Map.of(P0, 2L, P1, 2L)));

            // when
            fixture.start();
            boolean ended = fixture.worker.awaitStop(Duration.ofSeconds(20));

            // then
            assertThat(ended).isTrue();
            assertThat(fixture.worker.state()).isEqualTo(new WorkerState.Stopped(true));
            assertThat(fixture.cluster.outputs()).containsExactlyInAnyOrder("A", "B", "C", "D");
            assertThat(fixture.cluster.committed(P0)).isEqualTo(2);
        }
    }

    @Test
    void aBoundBehindTransactionMarkersIsReachedByPosition() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b");
            fixture.settings = fixture.settings.withStopAt(new StopAt(Map.of(P0, 4L, P1, 0L)));
            fixture.start().awaitAllCommitted();
            assertThat(fixture.worker.state()).isEqualTo(new WorkerState.Running());

            // when
            FakeConsumer consumer = fixture.cluster.consumer;
            consumer.schedulePollTask(() -> consumer.seek(P0, 4));
            boolean ended = fixture.worker.awaitStop(Duration.ofSeconds(20));

            // then
            assertThat(ended).isTrue();
            assertThat(fixture.cluster.committed(P0)).isEqualTo(4);
        }
    }

    @Test
    void partitionsOfAnotherWorkerAreAwaitedUntilItHasCommittedTheBound() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.initialAssignment = Set.of(P0);
            fixture.cluster.append(P0, "a").append(P1, "b");
            fixture.settings = fixture.settings.withStopAt(new StopAt(Map.of(P0, 1L, P1, 1L)));
            fixture.start();
            await().until(() -> fixture.cluster.committed(P0) == 1);
            assertThat(fixture.worker.state()).isEqualTo(new WorkerState.Running());

            // when
            fixture.cluster.committedOffsets.put(P1, 1L);

            // then
            assertThat(fixture.worker.awaitStop(Duration.ofSeconds(20))).isTrue();
            assertThat(fixture.worker.state()).isEqualTo(new WorkerState.Stopped(true));
        }
    }

    @Test
    void aReplayThatWasDoneBeforeEndsWithoutWork() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b");
            fixture.cluster.committedOffsets.put(P0, 2L);
            fixture.settings = fixture.settings.withStopAt(new StopAt(Map.of(P0, 1L)));

            // when
            fixture.start();

            // then
            assertThat(fixture.worker.awaitStop(Duration.ofSeconds(20))).isTrue();
            assertThat(fixture.cluster.visible).isEmpty();
            assertThat(fixture.cluster.committed(P0))
                    .as("offsets never go back")
                    .isEqualTo(2);
        }
    }
}
