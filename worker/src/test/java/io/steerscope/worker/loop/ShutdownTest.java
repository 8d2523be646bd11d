package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.steerscope.worker.client.KafkaClients;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

final class ShutdownTest {

    @Test
    void closingFinishesTheBatchAtHandAndLeavesTheRestToTheSuccessor() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.stage.block();
            fixture.settings = ChangedSettings.withMaxDelay(fixture.settings.withBatchSize(2), Duration.ofSeconds(1));
            fixture.cluster.append(P0, "a", "b", "c", "d");
            fixture.start();
            await().until(() -> fixture.stage.waitingBatches.get() == 1);
            await().until(() -> fixture.worker.progress().received() == 4);

            // when
            fixture.worker.requestStop();
            assertThat(fixture.worker.state()).isEqualTo(new WorkerState.Stopping());
            fixture.stage.release(1);
            boolean ended = fixture.worker.awaitStop(Duration.ofSeconds(10));

            // then
            assertThat(ended).isTrue();
            assertThat(fixture.worker.state()).isEqualTo(new WorkerState.Stopped(false));
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            assertThat(fixture.cluster.committed(P0)).isEqualTo(2);
            assertThat(fixture.worker.progress().abandoned()).isEqualTo(2);
            assertThat(fixture.stage.closings).hasValue(1);

            // when
            fixture.restart().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C", "D");
        }
    }

    @Test
    void aBatchThatTakesTooLongIsAbandonedAndProcessedByTheSuccessor() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            ScriptedStage stuck = fixture.stage.block();
            fixture.settings = ChangedSettings.withShutdownTimeout(fixture.settings, Duration.ofMillis(20));
            fixture.cluster.append(P0, "a", "b");
            fixture.start();
            await().until(() -> stuck.waitingBatches.get() == 1);

            // when
            FakeConsumer consumer = fixture.cluster.consumer;
            Thread unblocker = new Thread(() -> {
                await().until(consumer::closed);
                stuck.release(1);
            });
            unblocker.start();
            fixture.restart().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            assertThat(stuck.batches).isEqualTo(List.of(List.of("a", "b")));
            await().untilAsserted(() -> assertThat(stuck.closings).hasValue(1));
        }
    }

    @Test
    void closingTwiceIsClosingOnce() {
        WorkerFixture fixture = new WorkerFixture();
        fixture.start();
        fixture.close();

        // when
        fixture.worker.close();

        // then
        assertThat(fixture.stage.closings).hasValue(1);
    }

    @Test
    void aWorkerThatNeverStartedReleasesItsModel() {
        // given
        WorkerFixture fixture = new WorkerFixture();
        Worker worker = Worker.create(fixture.stage.definition(), fixture.settings, fixture.cluster);

        // when
        worker.close();

        // then
        assertThat(fixture.stage.closings).hasValue(1);
        assertThatThrownBy(worker::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aConsumerThatCannotBeOpenedFailsTheWorkerAndReleasesTheModel() {
        // given
        ScriptedStage stage = new ScriptedStage();
        Worker worker = Worker.create(
                stage.definition(),
                WorkerSettings.of("group", "instance", Map.of("bootstrap.servers", "")),
                KafkaClients.connecting());

        // when
        worker.start();

        // then
        await().until(() -> worker.state().isFinal());
        assertThat(worker.failure()).isPresent();
        assertThat(stage.closings).hasValue(1);
    }
}
