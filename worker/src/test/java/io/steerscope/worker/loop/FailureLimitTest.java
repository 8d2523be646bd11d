package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class FailureLimitTest {

    private static final int LIMIT = 3;

    @ParameterizedTest
    @CsvSource({
        "missing, missing 2 is not there",
        "broken, prepare cannot do broken 2",
        "poison, model cannot do poison 2",
        "nan, not finite",
        "huge, the record alone takes more memory than the process has (Java heap space); a larger heap (-Xmx) may help",
    })
    void aWorkerThatFailsOnEveryRecordStopsInsteadOfDiscardingTheTopic(String failure, String error) {
        try (WorkerFixture fixture = fixture()) {
            // given
            fixture.settings = ChangedSettings.withQueueBound(fixture.settings.withBatchSize(1), 1);
            IntStream.range(0, 10).forEach(i -> fixture.cluster.append(P0, failure + " " + i));

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow())
                    .hasMessage("3 records in a row failed, the last with: " + error
                            + ". What waited stays in its topic: mend what keeps this worker from its work and start it"
                            + " again; if the records are to blame, raise --failure-limit");
            assertThat(fixture.cluster.committed(P0)).isZero();
            assertThat(fixture.cluster.visible).isEmpty();
            assertThat(fixture.worker.check().live()).isFalse();
        }
    }

    @Test
    void aWorkerThatWasMendedProcessesWhatItsPredecessorFailedOn() {
        try (WorkerFixture fixture = fixture()) {
            // given
            fixture.cluster.append(P0, "a", "late 1", "late 2", "late 3");
            fixture.settings = fixture.settings.withFailures(
                    new FailurePolicy(new RetryPolicy(Duration.ZERO, Duration.ZERO, 1), LIMIT, Duration.ofHours(1)));
            fixture.start();
            await().until(() -> fixture.worker.state().isFinal());
            await().untilAsserted(() -> assertThat(fixture.cluster.outputs()).containsExactly("A"));

            // when
            fixture.settings = fixture.settings.withFailures(WorkerFixture.failures(LIMIT));
            fixture.restart().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "LATE 1", "LATE 2", "LATE 3");
            assertThat(fixture.cluster.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "broken", "poison"})
    void fewerFailuresInARowBecomeDeadLettersOnceAnotherRecordPasses(String failure) {
        try (WorkerFixture fixture = fixture()) {
            // given
            fixture.settings = withoutGivingUp(fixture);
            fixture.cluster.append(P0, failure + " 1", failure + " 2", "a", failure + " 3", failure + " 4", "b");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            assertThat(fixture.cluster.deadLetters()).hasSize(4);
        }
    }

    @Test
    void failuresWaitForARecordThatTellsWhoseTheyAre() {
        try (WorkerFixture fixture = fixture()) {
            // given
            fixture.settings = withoutGivingUp(fixture);
            fixture.cluster.append(P0, "a", "missing 1", "missing 2");

            // when
            fixture.start();
            await().until(() -> fixture.cluster.committed(P0) == 1
                    && fixture.stage.attempts("missing 2") > 0
                    && fixture.worker.progress().inFlight() == 2);

            // then
            assertThat(fixture.cluster.deadLetters()).isEmpty();
            assertThat(fixture.worker.check().ready()).isTrue();

            // when
            fixture.restart();
            fixture.settings = fixture.settings.withFailures(WorkerFixture.failures(LIMIT));
            fixture.restart().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A");
            assertThat(fixture.cluster.deadLetters()).hasSize(2);
        }
    }

    @Test
    void failuresThatNoRecordFollowsBecomeDeadLettersAfterAWhile() {
        try (WorkerFixture fixture = fixture()) {
            // given
            fixture.cluster.append(P0, "a", "missing 1", "missing 2");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A");
            assertThat(fixture.cluster.deadLetters()).hasSize(2);
        }
    }

    @Test
    void failuresHeldBackLeaveRoomForTheRecordsThatTellWhoseTheyAre() {
        try (WorkerFixture fixture = fixture()) {
            // given
            fixture.settings =
                    ChangedSettings.withQueueBound(withoutGivingUp(fixture).withBatchSize(1), 1);
            fixture.cluster.recordsPerPoll = 1;
            fixture.cluster.append(P0, "missing 1", "missing 2", "a");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid", "degenerate", "\0"})
    void recordsThatNoWorkerCanProcessCountForNothing(String failure) {
        try (WorkerFixture fixture = fixture()) {
            // given
            fixture.settings = withoutGivingUp(fixture);
            IntStream.range(0, 100).forEach(i -> fixture.cluster.append(P0, failure + " " + i));

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.deadLetters()).hasSize(100);
        }
    }

    @Test
    void aRowOfTransientFailuresIsTriedLessAndLess() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            int attempts = WorkerFixture.AT_ONCE.attempts();
            IntStream.range(0, 8).forEach(i -> fixture.cluster.append(P0, "missing " + i));

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(IntStream.range(0, 8).map(i -> fixture.stage.attempts("missing " + i)))
                    .containsExactly(attempts, 3, 2, 1, 1, 1, 1, 1);
        }
    }

    private static WorkerFixture fixture() {
        WorkerFixture fixture = new WorkerFixture();
        fixture.settings = fixture.settings.withFailureLimit(LIMIT);
        return fixture;
    }

    private static WorkerSettings withoutGivingUp(WorkerFixture fixture) {
        return fixture.settings.withFailures(new FailurePolicy(WorkerFixture.AT_ONCE, LIMIT, Duration.ofHours(1)));
    }
}
