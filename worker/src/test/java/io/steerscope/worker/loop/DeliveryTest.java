package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import io.steerscope.worker.stage.RecordPosition;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static io.steerscope.worker.loop.FakeCluster.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

final class DeliveryTest {

    @Test
    void everyRecordGivesOneResultAndItsOffsetIsCommitted() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b", "c", "d", "e").append(P1, "f", "g");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactlyInAnyOrder("A", "B", "C", "D", "E", "F", "G");
            assertThat(fixture.cluster.committed(P0)).isEqualTo(5);
            assertThat(fixture.cluster.committed(P1)).isEqualTo(2);
            assertThat(new String(fixture.cluster.visible.get(0).key(), StandardCharsets.UTF_8))
                    .isIn("a", "f");
        }
    }

    @Test
    void resultsOfAPartitionKeepTheOrderOfItsRecords() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b", "c", "d", "e", "f", "g", "h", "i", "j");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C", "D", "E", "F", "G", "H", "I", "J");
        }
    }

    @Test
    void everyOutputOfAStageGetsARecordUnderTheSameKey() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "invalid", "b");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            assertThat(fixture.cluster.summaries()).containsExactly("A!", "B!");
            assertThat(fixture.cluster.keys(FakeCluster.SUMMARIES)).containsExactly("a", "b");
        }
    }

    @Test
    void aStageIsToldWhereARecordIs() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b").append(P1, "c");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.stage.positions)
                    .containsOnly(
                            entry("a", new RecordPosition(0, 0)),
                            entry("b", new RecordPosition(0, 1)),
                            entry("c", new RecordPosition(1, 0)));
        }
    }

    @Test
    void theModelRunsOutsideOfTransactions() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            var modelAskedForTransaction = new CopyOnWriteArrayList<Boolean>();
            fixture.stage.onProcess = () -> {
                FakeProducer producer = fixture.cluster.producer;
                modelAskedForTransaction.add(producer != null && producer.transactionInFlight());
            };
            fixture.settings = fixture.settings.withBatchSize(2);
            fixture.cluster.append(P0, "a", "b");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(modelAskedForTransaction).containsOnly(false);
        }
    }

    @Test
    void batchesAreNeverLargerThanTheBatchSize() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.settings = ChangedSettings.withMaxDelay(fixture.settings.withBatchSize(3), Duration.ofSeconds(1));
            fixture.cluster.append(P0, "a", "b", "c", "d", "e", "f");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.stage.batches).hasSize(2).allSatisfy(batch -> assertThat(batch)
                    .hasSize(3));
            assertThat(fixture.worker.progress().batches()).isEqualTo(2);
        }
    }

    @Test
    void aLoneRecordWaitsNoLongerThanTheMaximumDelay() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.settings = ChangedSettings.withMaxDelay(fixture.settings.withBatchSize(64), Duration.ofMillis(20));
            fixture.cluster.append(P0, "a");

            // when
            fixture.start();

            // then
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> fixture.cluster.outputs().contains("A"));
        }
    }

    @Test
    void progressCountsWhatIsCommitted() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "invalid", "b");

            // when
            fixture.start().awaitAllCommitted();

            // then
            await().untilAsserted(() -> {
                WorkerProgress progress = fixture.worker.progress();
                assertThat(progress.received()).isEqualTo(3);
                assertThat(progress.emitted()).isEqualTo(2);
                assertThat(progress.rejected()).isEqualTo(1);
                assertThat(progress.settled()).isEqualTo(3);
                assertThat(progress.inFlight()).isZero();
                assertThat(progress.partitions()).isEqualTo(2);
                assertThat(progress.commits()).isPositive();
            });
            assertThat(fixture.worker.check()).isEqualTo(new Health(true, true, "running"));
        }
    }
}
