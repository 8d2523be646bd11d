package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.serde.SchemaVersion;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class SchemaVersionTest {

    @Test
    void aRecordOfANewerReleaseEndsTheWorkerBehindTheRecordsBeforeIt() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b");
            fixture.cluster
                    .append(P0, "c".getBytes(StandardCharsets.UTF_8))
                    .headers()
                    .add(SchemaVersion.HEADER, "9999".getBytes(StandardCharsets.UTF_8));
            fixture.cluster.append(P0, "d");

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow())
                    .hasMessageStartingWith("topic input holds a DeadLetter of schema version 9999");
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            assertThat(fixture.cluster.committed(P0)).isEqualTo(2);
            assertThat(fixture.cluster.deadLetters()).isEmpty();
        }
    }

    @Test
    void aRecordOfAnUnknownSchemaWithoutVersionIsOneDeadLetter() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster
                    .append(P0, "c".getBytes(StandardCharsets.UTF_8))
                    .headers()
                    .add(SchemaVersion.HEADER, "no number".getBytes(StandardCharsets.UTF_8));
            fixture.cluster.append(P0, "d");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.deadLetter(0).getKind()).isEqualTo(FailureKind.MALFORMED_RECORD);
            assertThat(fixture.cluster.outputs()).containsExactly("D");
        }
    }

    @Test
    void aDeadLetterCarriesTheVersionOfItsSchema() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "invalid");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.deadLetters().get(0).headers().lastHeader(SchemaVersion.HEADER))
                    .isNotNull();
        }
    }
}
