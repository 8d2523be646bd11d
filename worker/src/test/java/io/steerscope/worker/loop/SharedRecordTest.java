package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.worker.loop.FakeCluster.Fault;
import io.steerscope.worker.stage.Subject;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static io.steerscope.worker.loop.FakeCluster.P1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Records that several results have in common. */
final class SharedRecordTest {

    @Test
    void itIsWrittenOnceByAWorkerHoweverManyResultsHaveIt() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a#red", "b#blue", "c#red", "d").append(P1, "e#red", "f#blue");
            fixture.settings = fixture.settings.withBatchSize(1);

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).hasSize(6);
            assertThat(fixture.cluster.keys(FakeCluster.SHARED)).containsExactlyInAnyOrder("RED", "BLUE");
        }
    }

    @Test
    void anotherWorkerWritesItAgain() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a#red");
            fixture.start().awaitAllCommitted();

            // when
            fixture.cluster.append(P0, "b#red");
            fixture.restart().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.keys(FakeCluster.SHARED)).containsExactly("RED", "RED");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SEND_FAILS", "COMMIT_FAILS", "ANSWER_LOST_BEFORE_COMMIT", "FENCED"})
    void itIsRepeatedWithTheTransactionThatWasToWriteIt(Fault fault) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.faults.add(fault);
            fixture.cluster.append(P0, "a#red", "b#red");

            // when
            fixture.start().awaitAllCommitted();

            // then
            await().untilAsserted(() -> assertThat(fixture.cluster.outputs()).hasSize(2));
            assertThat(fixture.cluster.visible.get(0).topic()).isEqualTo(FakeCluster.SHARED);
        }
    }

    @Test
    void itIsWrittenWithAnotherResultWhereTheFirstOneWasDropped() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.stage.block();
            fixture.cluster.append(P1, "lost#red");
            fixture.start();
            await().until(() -> fixture.stage.waitingBatches.get() == 1);

            // when
            fixture.cluster.assign(P0);
            await().until(() -> fixture.worker.progress().partitions() == 1);
            fixture.stage.release(10);
            await().until(() -> fixture.worker.progress().abandoned() == 1);
            fixture.cluster.append(P0, "kept#red");

            // then
            await().until(() -> fixture.cluster.outputs().contains("KEPT#RED"));
            assertThat(fixture.cluster.keys(FakeCluster.SHARED)).containsExactly("RED");
        }
    }

    @Test
    void aResultWhoseSharedRecordIsNotAcceptedIsADeadLetter() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.largestRecord = 600;
            fixture.cluster.append(P0, "a#huge", "b#huge", "c#red");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("C#RED");
            assertThat(fixture.cluster.keys(FakeCluster.SHARED)).containsExactly("RED");
            assertThat(fixture.cluster.deadLetters()).hasSize(2);
        }
    }

    @Test
    void aMissingTopicOfSharedRecordsIsNamed() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.missingTopics.add(FakeCluster.SHARED);

            // when
            fixture.start();

            // then
            await().untilAsserted(() -> assertThat(fixture.worker.check().detail())
                    .isEqualTo("topic shared does not exist; 'steerscope topics apply' creates it"));
        }
    }

    @Test
    void whatWasNeededLongAgoIsForgottenAndWrittenAgain() {
        // given
        SharedRecords records = new SharedRecords(2);

        // when / then
        assertThat(written(records, "red")).containsExactly("red");
        assertThat(written(records, "blue")).containsExactly("blue");
        assertThat(written(records, "red")).isEmpty();
        assertThat(written(records, "green")).containsExactly("green");
        assertThat(written(records, "red")).isEmpty();
        assertThat(written(records, "blue")).containsExactly("blue");
    }

    @Test
    void whatWasNotCommittedIsWrittenAgain() {
        // given
        SharedRecords records = new SharedRecords(2);
        TaskResult result = result("red");

        // when
        assertThat(records.complete(List.of(result, result)))
                .as("once in a transaction, in front")
                .satisfiesExactly(
                        first -> assertThat(first)
                                .hasSize(2)
                                .element(0)
                                .isEqualTo(result.shared().get(0)),
                        second -> assertThat(second).isEqualTo(result.outputs()));

        // then
        assertThat(written(records, "red")).containsExactly("red");
    }

    private static List<String> written(SharedRecords records, String key) {
        List<String> keys = records.complete(List.of(result(key))).get(0).stream()
                .filter(record -> record.topic().equals(FakeCluster.SHARED))
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
        records.committed();
        return keys;
    }

    private static TaskResult result(String shared) {
        byte[] key = shared.getBytes(StandardCharsets.UTF_8);
        return new TaskResult(
                new ConsumerRecord<>(FakeCluster.INPUT, 0, 0, key, key),
                new PartitionLease(P0),
                Subject.UNKNOWN,
                List.of(new ProducerRecord<>(FakeCluster.OUTPUT, key, key)),
                List.of(new ProducerRecord<>(FakeCluster.SHARED, key, key)),
                TaskResult.Kind.EMITTED);
    }
}
