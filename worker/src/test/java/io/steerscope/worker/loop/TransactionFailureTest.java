package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.worker.loop.FakeCluster.Fault;

import static io.steerscope.worker.loop.FakeCluster.P0;
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

    @Test
    void missingRightsStopTheWorkerWithOneLine() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.faults.add(Fault.UNAUTHORIZED);
            fixture.cluster.append(P0, "a");

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow())
                    .hasMessage("the cluster refuses to write results: not authorized to write");
            assertThat(fixture.cluster.visible).isEmpty();
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
            fixture.settings = fixture.settings
                    .withRetries(new RetryPolicy(Duration.ofHours(1), Duration.ofHours(1), 1), 10)
                    .withShutdownTimeout(Duration.ZERO);
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
