package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.worker.stage.RecordPosition;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static io.steerscope.worker.loop.FakeCluster.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

final class InputFailureTest {

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalThatLastsEndsTheWorkerWithOneLine(RuntimeException refusal, String line) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.pollFailures.addAll(Collections.nCopies(WorkerFixture.AT_ONCE.attempts(), refusal));
            fixture.cluster.append(P0, "a");

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow()).hasMessage(line);
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(
                        new TopicAuthorizationException(Set.of("input")),
                        "no right to read topic input: give this worker's user Read on it"),
                arguments(
                        GroupAuthorizationException.forGroupId("g"),
                        "no right to use group g: give this worker's user Read on it"),
                arguments(
                        new KafkaException(
                                "wrapped", new SaslAuthenticationException("Authentication failed: bad password")),
                        "the cluster refuses the login: Authentication failed: bad password"),
                arguments(
                        new FencedInstanceIdException("fenced"),
                        "another running worker uses the same group.instance.id; give each worker its own"));
    }

    @Test
    void aRefusalOrATimeoutThatPassesCostsNothing() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.pollFailures.add(new TopicAuthorizationException(Set.of("input")));
            fixture.cluster.pollFailures.add(new TimeoutException("no answer"));
            fixture.cluster.append(P0, "a");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A");
            await().until(() -> fixture.worker.check().ready());
        }
    }

    @Test
    void aRecordThatIsLargerThanTheHeapIsADeadLetterAndItsNeighboursGoOn() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b", "bomb", "c").append(P1, "d", "e");
            fixture.cluster.unreadable.add(new RecordPosition(0, 2));

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactlyInAnyOrder("A", "B", "C", "D", "E");
            DeadLetter letter = fixture.deadLetter(0);
            assertThat(letter.getKind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
            assertThat(letter.getError()).startsWith("the record cannot be read: the record alone takes more memory");
            assertThat(letter.getPartition()).isZero();
            assertThat(letter.getOffset()).isEqualTo(2);
            assertThat(letter.getOriginalValue()).isNull();
        }
    }

    @Test
    void aCorruptRecordIsADeadLetterAndItsNeighboursGoOn() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P1, "a", "corrupt", "b", "corrupt", "c");
            fixture.cluster.unreadableFailure = new KafkaException(
                    "Received exception when fetching the next record from input-1. If needed, please seek past the record"
                            + " to continue consumption.",
                    new CorruptRecordException("Record is corrupt (stored crc = 1, computed crc = 2)"));
            fixture.cluster.unreadable.addAll(Set.of(new RecordPosition(1, 1), new RecordPosition(1, 3)));

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C");
            assertThat(fixture.cluster.deadLetters()).hasSize(2);
            assertThat(fixture.deadLetter(0).getKind()).isEqualTo(FailureKind.MALFORMED_RECORD);
            assertThat(fixture.deadLetter(0).getError())
                    .isEqualTo("the record cannot be read: Record is corrupt (stored crc = 1, computed crc = 2)");
        }
    }

    @Test
    void anUnreadableRecordBehindABoundIsLeftAlone() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "bomb");
            fixture.cluster.unreadable.add(new RecordPosition(0, 1));
            fixture.settings = fixture.settings.withStopAt(new StopAt(Map.of(P0, 1L)));

            // when
            fixture.start();

            // then
            assertThat(fixture.worker.awaitStop(Duration.ofSeconds(20))).isTrue();
            assertThat(fixture.worker.state()).isEqualTo(new WorkerState.Stopped(true));
            assertThat(fixture.cluster.outputs()).containsExactly("A");
            assertThat(fixture.cluster.deadLetters()).isEmpty();
        }
    }

    @Test
    void pollsThatFailWithoutARecordToBlameEndTheWorker() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.pollFailures.addAll(
                    Collections.nCopies(10, new KafkaException("Unexpected error code 99")));

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow()).hasMessage("Unexpected error code 99");
        }
    }
}
