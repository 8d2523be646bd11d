package io.steerscope.worker.loop;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static io.steerscope.worker.loop.FakeCluster.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class IdleOffsetsTest {

    @Test
    void theMarkerBehindTheLastRecordIsCommittedWhenNothingIsToBeDone() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b").append(P1, "c");
            fixture.start().awaitAllCommitted();

            // when
            FakeConsumer consumer = fixture.cluster.consumer;
            consumer.schedulePollTask(() -> consumer.seek(P0, 3));

            // then
            await().untilAsserted(
                            () -> assertThat(fixture.cluster.committed(P0)).isEqualTo(3));
            assertThat(fixture.cluster.committed(P1)).isEqualTo(1);
            assertThat(fixture.cluster.outputs()).containsExactlyInAnyOrder("A", "B", "C");
        }
    }

    @Test
    void aPositionIsNotCommittedWhileARecordBeforeItIsInTheModel() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.stage.block();
            fixture.cluster.append(P0, "a");
            fixture.start();
            await().until(() -> fixture.worker.progress().received() == 1);
            FakeConsumer consumer = fixture.cluster.consumer;

            // when
            consumer.schedulePollTask(() -> consumer.seek(P0, 2));

            // then
            await().during(Duration.ofMillis(1500)).until(() -> fixture.cluster.committed(P0) == 0);

            // when
            fixture.stage.release(1);

            // then
            await().untilAsserted(
                            () -> assertThat(fixture.cluster.committed(P0)).isEqualTo(2));
            assertThat(fixture.cluster.outputs()).containsExactly("A");
        }
    }
}
