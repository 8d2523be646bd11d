package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.worker.loop.FakeCluster.Fault;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static io.steerscope.worker.loop.FakeCluster.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class TransactionFailureTest {

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SEND_FAILS", "OFFSETS_REFUSED", "COMMIT_FAILS"})
    void anAbortedTransactionIsRepeatedWithTheSameResults(Fault fault) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.faults.addAll(List.of(fault, fault));
            fixture.cluster.append(P0, "a", "b", "c", "d");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C", "D");
            assertThat(fixture.stage.batches.stream().flatMap(List::stream))
                    .as("the model sees each record once")
                    .containsExactly("a", "b", "c", "d");
            assertThat(fixture.worker.progress().aborts()).isEqualTo(2);
            assertThat(fixture.cluster.producersOpened).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ANSWER_LOST_AFTER_COMMIT", "ANSWER_LOST_BEFORE_COMMIT", "FENCED"})
    void aTransactionOfUnknownFateIsNeitherLostNorDoubled(Fault fault) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.faults.add(fault);
            fixture.cluster.append(P0, "a", "b", "c", "d", "e", "f");

            // when
            fixture.start().awaitAllCommitted();

            // then
            await().untilAsserted(
                            () -> assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C", "D", "E", "F"));
            assertThat(fixture.stage.batches.stream().flatMap(List::stream)).hasSize(6);
            assertThat(fixture.cluster.producersOpened).hasValue(2);
            await().until(() -> fixture.worker.progress().emitted() == 6);
        }
    }

    @Test
    void aWorkerThatIsFencedAgainAndAgainNamesTheDuplicateInstance() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.faults.addAll(List.of(Fault.FENCED, Fault.FENCED, Fault.FENCED));
            fixture.cluster.append(P0, "a");

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow())
                    .hasMessage("another running worker uses the instance id \"instance\"; give each worker its own");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TOPIC_FORBIDDEN, no right to write topic output: give this worker's user Write on it",
        "GROUP_FORBIDDEN, no right to use group group: give this worker's user Read on it",
        "ID_FORBIDDEN, 'no right to use the worker''s transactional id (group and instance id, joined by a hyphen): give its"
                + " user Write and Describe on it'",
    })
    void missingRightsStopTheWorkerWithOneLineThatNamesThem(Fault fault, String line) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.faults.addAll(Collections.nCopies(WorkerFixture.AT_ONCE.attempts(), fault));
            fixture.cluster.append(P0, "a");

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow()).hasMessage(line);
            assertThat(fixture.cluster.visible).isEmpty();
            assertThat(fixture.cluster.committed(P0)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TOPIC_FORBIDDEN", "GROUP_FORBIDDEN", "ID_FORBIDDEN"})
    void rightsThatAreGivenInTimeCostNothing(Fault fault) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.faults.addAll(Collections.nCopies(WorkerFixture.AT_ONCE.attempts() - 1, fault));
            fixture.cluster.append(P0, "a", "b");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            assertThat(fixture.stage.batches.stream().flatMap(List::stream)).containsExactly("a", "b");
        }
    }

    @Test
    void aProducerThatMayNotBeOpenedStopsTheWorkerWithOneLine() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.refusalsToOpen.set(Integer.MAX_VALUE);

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow())
                    .hasMessageStartingWith("no right to use the worker's transactional id");
        }
    }

    @Test
    void aTransactionStopsAtTheFirstFailedSend() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.settings = ChangedSettings.withShutdownTimeout(
                    fixture.settings.withFailures(WorkerFixture.noRetry()), Duration.ZERO);
            fixture.cluster.missingTopics.add(FakeCluster.OUTPUT);
            fixture.cluster.append(P0, "a", "b", "c", "d");

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.progress().aborts() == 1);
            assertThat(fixture.cluster.sends).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeCluster.OUTPUT, FakeCluster.SUMMARIES})
    void anOutputTopicThatIsDeletedIsNamedAndResultsWaitUntilItIsBack(String topic) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.missingTopics.add(topic);
            fixture.cluster.append(P0, "a", "b", "c", "d");
            fixture.start();
            await().until(() -> fixture.worker.progress().aborts() > 3);
            await().untilAsserted(() -> assertThat(fixture.worker.check())
                    .isEqualTo(new Health(
                            true,
                            false,
                            "topic %s does not exist; 'steerscope topics apply' creates it".formatted(topic))));

            // when
            fixture.cluster.missingTopics.clear();
            fixture.awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C", "D");
            assertThat(fixture.stage.batches.stream().flatMap(List::stream)).hasSize(4);
            await().until(() -> fixture.worker.check().ready());
        }
    }

    @Test
    void aTransactionThatTakesTooLongIsGivenUpBeforeItsNextStep() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            Duration timeout = Duration.ofSeconds(1);
            AtomicBoolean slow = new AtomicBoolean(true);
            fixture.cluster.onSend = () -> {
                long start = System.nanoTime();
                while (slow.get() && System.nanoTime() - start <= timeout.toNanos()) {
                    LockSupport.parkNanos(timeout.toNanos());
                }
                slow.set(false);
            };
            fixture.settings = ChangedSettings.withMaxDelay(
                    ChangedSettings.withTransactionTimeout(fixture.settings, timeout), Duration.ofSeconds(1));
            fixture.cluster.append(P0, "a", "b", "c", "d");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.worker.progress().aborts()).isEqualTo(1);
            assertThat(fixture.cluster.sends)
                    .as("one, and then two for each result")
                    .hasValue(1 + 2 * 4);
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C", "D");
        }
    }

    @Test
    void troubleEndsWithTheResultsThatWereInTrouble() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            RetryPolicy slow = new RetryPolicy(Duration.ofMillis(500), Duration.ofMillis(500), 10);
            fixture.settings = fixture.settings.withFailures(new FailurePolicy(slow, 10, Duration.ZERO));
            fixture.cluster.faults.add(Fault.OFFSETS_REFUSED);
            fixture.cluster.append(P0, "a");
            fixture.start();
            await().until(() -> fixture.worker.progress().aborts() == 1);

            // when
            fixture.cluster.lose(P0);
            await().until(() -> fixture.worker.progress().abandoned() == 1);
            fixture.cluster.append(P1, "b");
            fixture.cluster.assign(P0, P1);
            fixture.awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactlyInAnyOrder("A", "B");
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsAskedAgain() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.failuresToOpen.set(3);
            fixture.cluster.append(P0, "a");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A");
            assertThat(fixture.cluster.producersOpened).hasValue(4);
        }
    }

    @Test
    void aWorkerThatCannotReachTheClusterIsLiveButNotReady() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.settings = ChangedSettings.withShutdownTimeout(
                    fixture.settings.withFailures(WorkerFixture.noRetry()), Duration.ZERO);
            fixture.cluster.failuresToOpen.set(1);
            fixture.cluster.append(P0, "a");

            // when
            fixture.start();
            await().until(() -> fixture.cluster.consumer != null && fixture.cluster.consumer.polls.get() > 20);

            // then
            assertThat(fixture.worker.check().live()).isTrue();
            assertThat(fixture.worker.check().ready()).isFalse();
            assertThat(fixture.worker.check().detail()).isEqualTo("no answer from the cluster");
            assertThat(fixture.cluster.visible).isEmpty();
        }
    }

    @Test
    void everyProducerIsClosed() {
        WorkerFixture fixture = new WorkerFixture();
        try (fixture) {
            // given
            fixture.cluster.faults.addAll(List.of(Fault.FENCED, Fault.ANSWER_LOST_AFTER_COMMIT));
            fixture.cluster.append(P0, "a", "b", "c", "d", "e");

            // when
            fixture.start().awaitAllCommitted();
        }

        // then
        assertThat(fixture.cluster.openProducers).hasValue(0);
        assertThat(fixture.cluster.consumer.closed()).isTrue();
    }
}
