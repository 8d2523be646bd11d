package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Set;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class HealthTest {

    private static final Health RUNNING = new Health(true, true, "running");

    @Test
    void aWorkerWithoutBrokersIsNotReadyButLiveUntilTheyAreBack() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.start();
            await().until(() -> fixture.worker.check().equals(RUNNING));

            // when
            fixture.cluster.probeFailure = new TimeoutException("Timed out waiting for a node assignment");

            // then
            await().until(() ->
                    fixture.worker.check().equals(new Health(true, false, "the cluster has not answered for 5 s")));

            // when
            fixture.cluster.probeFailure = null;

            // then
            await().until(() -> fixture.worker.check().equals(RUNNING));
        }
    }

    @Test
    void aWorkerWithoutItsInputTopicSaysSo() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.missingTopics.add(FakeCluster.INPUT);

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker
                    .check()
                    .equals(new Health(
                            true, false, "topic input does not exist; 'steerscope topics apply' creates it")));
        }
    }

    @Test
    void aWorkerThatMayNotSeeATopicSaysSo() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.probeFailure = new TopicAuthorizationException(Set.of("dead-letters"));

            // when
            fixture.start();

            // then
            await().until(
                            () -> fixture.worker
                                    .check()
                                    .detail()
                                    .equals(
                                            "no right to see topic dead-letters: give this worker's user Describe, Read or Write on it"));
        }
    }

    @Test
    void aBatchBeyondItsTimeLimitIsAHang() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.settings = fixture.settings.withBatchTimeLimit(Duration.ofMillis(1));
            fixture.stage.block();
            fixture.cluster.append(P0, "a");
            fixture.start();

            // when
            await().until(() -> fixture.stage.waitingBatches.get() == 1);

            // then
            await().until(() -> !fixture.worker.check().live());
            assertThat(fixture.worker.check().ready()).isFalse();
            assertThat(fixture.worker.check().detail())
                    .matches("a batch of 1 records is in the model for \\d+ s, longer than the limit of 0 s");

            // when
            fixture.stage.release(100);

            // then
            await().until(() -> fixture.worker.check().equals(RUNNING));
        }
    }

    @Test
    void aBatchMayTakeAnyTimeUnlessThereIsALimit() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.stage.block();
            fixture.cluster.append(P0, "a");
            fixture.start();

            // when
            await().until(() -> fixture.stage.waitingBatches.get() == 1);

            // then
            await().until(() -> fixture.worker.check().equals(RUNNING));
        }
    }
}
