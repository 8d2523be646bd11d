package io.steerscope.worker.loop;

import org.junit.jupiter.api.Test;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static io.steerscope.worker.loop.FakeCluster.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class BackPressureTest {

    private static final int RECORDS = 200;

    @Test
    void pollingGoesOnWhileTheModelIsStuck() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.stage.block();
            fixture.cluster.append(P0, "a");
            fixture.start();
            await().until(() -> fixture.stage.waitingBatches.get() == 1);

            // when
            long before = fixture.cluster.consumer.polls.get();

            // then
            await().until(() -> fixture.cluster.consumer.polls.get() > before + 100);
            assertThat(fixture.worker.check().ready()).isTrue();
        }
    }

    @Test
    void aFullQueuePausesThePartitionsAndAnEmptyOneResumesThem() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.stage.block();
            fixture.settings = ChangedSettings.withQueueBound(fixture.settings.withBatchSize(4), 8);
            for (int i = 0; i < RECORDS; i++) {
                fixture.cluster.append(i % 2 == 0 ? P0 : P1, "value" + i);
            }
            fixture.cluster.recordsPerPoll = 4;
            fixture.start();

            // when
            await().until(() -> fixture.cluster.consumer.paused().size() == 2
                    && fixture.worker.progress().inFlight() >= 8);
            int inMemory = fixture.worker.progress().inFlight();
            fixture.stage.release(RECORDS);
            fixture.awaitAllCommitted();

            // then
            assertThat(inMemory).isBetween(8, 8 + 4);
            assertThat(fixture.cluster.outputs()).hasSize(RECORDS).doesNotHaveDuplicates();
            await().until(() -> fixture.cluster.consumer.paused().isEmpty());
        }
    }
}
