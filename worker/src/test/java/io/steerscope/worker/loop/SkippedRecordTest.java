package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.SchemaVersion;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class SkippedRecordTest {

    private final Deserializer<SkippedJob> deserializer = AvroSerdes.deserializer(SkippedJob.class);

    @Test
    void whatAStageSkipsIsOneRecordInTheTopicOfSkipsAndNoResult() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "unwanted", "b");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            assertThat(fixture.cluster.deadLetters()).isEmpty();
            List<ProducerRecord<byte[], byte[]>> skips = fixture.cluster.skips();
            assertThat(skips).hasSize(1);
            ProducerRecord<byte[], byte[]> skip = skips.get(0);
            assertThat(new String(skip.key(), StandardCharsets.UTF_8)).isEqualTo("unwanted");
            assertThat(deserializer.deserialize(skip.topic(), skip.headers(), skip.value()))
                    .isEqualTo(ScriptedStage.SKIPPED);
            assertThat(skip.headers().lastHeader(SchemaVersion.HEADER).value())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("10");
        }
    }

    @Test
    void aSkippedRecordIsSettledAndCountedApart() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "unwanted1", "unwanted2", "degenerate");

            // when
            fixture.start().awaitAllCommitted();

            // then
            await().untilAsserted(() -> {
                WorkerProgress progress = fixture.worker.progress();
                assertThat(progress.emitted()).isEqualTo(1);
                assertThat(progress.skipped()).isEqualTo(2);
                assertThat(progress.rejected()).isEqualTo(1);
                assertThat(progress.settled()).isEqualTo(4);
                assertThat(progress.inFlight()).isZero();
            });
        }
    }

    @Test
    void aTransactionThatEndsUnseenSkipsNothingTwice() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.faults.add(FakeCluster.Fault.ANSWER_LOST_AFTER_COMMIT);
            fixture.cluster.append(P0, "unwanted");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.skips()).hasSize(1);
        }
    }
}
