package io.steerscope.worker.loop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.worker.stage.Subject;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class FailedRecordTest {

    @Test
    void malformedBytesBecomeADeadLetterWithBytesKeyAndHeadersAndTheStreamGoesOn() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            byte[] malformed = {0, 1, 2, (byte) 0xff};
            fixture.cluster.append(P0, "a");
            ConsumerRecord<byte[], byte[]> record = fixture.cluster.append(P0, malformed);
            record.headers().add("trace", new byte[] {9});
            fixture.cluster.append(P0, "b");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            assertThat(fixture.cluster.deadLetters()).hasSize(1);
            assertThat(fixture.cluster.deadLetters().get(0).key()).isEqualTo(record.key());
            DeadLetter letter = fixture.deadLetter(0);
            assertThat(letter.getKind()).isEqualTo(FailureKind.MALFORMED_RECORD);
            assertThat(letter.getStage()).isEqualTo("scripted");
            assertThat(letter.getError()).isEqualTo("value of 4 bytes is no text");
            assertThat(letter.getIdentity()).isNull();
            assertThat(letter.getOriginalValue()).isEqualTo(ByteBuffer.wrap(malformed));
            assertThat(letter.getOriginalKey()).isEqualTo(ByteBuffer.wrap(record.key()));
            assertThat(letter.getOriginalHeaders().get(0).getKey()).isEqualTo("trace");
            assertThat(letter.getOriginalHeaders().get(0).getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {9}));
            assertThat(letter.getTopic()).isEqualTo("input");
            assertThat(letter.getPartition()).isZero();
            assertThat(letter.getOffset()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "invalid x, INVALID_REQUEST, no such thing as invalid x",
        "broken x, PROCESSING_ERROR, prepare cannot do broken x",
        "missing x, MISSING_IMAGE, missing x is not there",
        "poison x, PROCESSING_ERROR, model cannot do poison x",
        "degenerate x, DEGENERATE_IMAGE, black",
    })
    void aFailedRecordBecomesADeadLetterThatNamesItsSubject(String value, FailureKind kind, String error) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", value, "b", "c");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C");
            DeadLetter letter = fixture.deadLetter(0);
            assertThat(letter.getKind()).isEqualTo(kind);
            assertThat(letter.getError()).isEqualTo(error);
            assertThat(letter.getIdentity()).isEqualTo(ScriptedStage.IDENTITY);
            assertThat(letter.getCategory()).isEqualTo("colour");
        }
    }

    @Test
    void aRecordWithoutValueBecomesADeadLetter() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, (byte[]) null);
            fixture.cluster.append(P0, "a");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A");
            assertThat(fixture.deadLetter(0).getOriginalValue()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"late, 3", "busy, 4"})
    void aTransientFailureIsRetriedUntilItPasses(String value, int attempts) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, value);

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly(value.toUpperCase(Locale.ROOT));
            assertThat(fixture.stage.attempts(value)).isGreaterThanOrEqualTo(attempts);
            assertThat(fixture.cluster.deadLetters()).isEmpty();
        }
    }

    @Test
    void aResultOfWhichOneRecordIsTooLargeIsNotWrittenAtAll() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.largestRecord = 600;
            fixture.cluster.append(P0, "a", "verbose", "b");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            assertThat(fixture.cluster.summaries()).containsExactly("A!", "B!");
            assertThat(fixture.deadLetter(0).getError()).startsWith("the result is too large");
        }
    }

    @Test
    void aResultThatIsTooLargeBecomesADeadLetter() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            String large = "x".repeat(1000);
            fixture.cluster.largestRecord = 999;
            fixture.cluster.append(P0, "a", large, "b");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B");
            DeadLetter letter = fixture.deadLetter(0);
            assertThat(letter.getError()).contains("too large");
            assertThat(letter.getOffset()).isEqualTo(1);
            assertThat(letter.getOriginalValue())
                    .as("the input does not fit either, so the dead letter only says where it is")
                    .isNull();
        }
    }

    @Test
    void aModelThatFailsOnEveryRecordStopsTheWorkerInsteadOfDiscardingTheTopic() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.settings = fixture.settings.withRetries(WorkerFixture.AT_ONCE, 3);
            fixture.cluster.append(P0, "poison 1", "poison 2", "poison 3", "poison 4");

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow())
                    .hasMessage("the model failed on 3 records in a row, the last with: model cannot do poison 3");
            assertThat(fixture.cluster.committed(P0)).isZero();
            assertThat(fixture.cluster.visible).isEmpty();
            assertThat(fixture.worker.check().live()).isFalse();
        }
    }

    @Test
    void aModelThatIsUnusableStopsTheWorkerAndBlamesNoRecord() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "unusable b", "c");

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow())
                    .isInstanceOf(WorkerFailedException.class)
                    .hasMessage("the model does not fit; use a smaller one");
            assertThat(fixture.cluster.deadLetters()).isEmpty();
            assertThat(fixture.cluster.committed(P0)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aBrokenRuntimeStopsTheWorkerAndCommitsNothing() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "fatal");

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow()).isInstanceOf(NoClassDefFoundError.class);
            assertThat(fixture.cluster.committed(P0)).isZero();
            assertThat(fixture.stage.closings).hasValue(1);
        }
    }

    @Test
    void aDeadLetterOfARecordWithoutTextualKeyIsKeyedByItsPosition() {
        // given
        DeadLetters letters = new DeadLetters(new ScriptedStage().definition(), Clock.systemUTC());
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("input", 3, 42, new byte[] {(byte) 0xff, 0}, new byte[0]);

        // when
        byte[] key = letters.of(record, Subject.UNKNOWN, FailureKind.PROCESSING_ERROR, "x")
                .key();

        // then
        assertThat(new String(key, StandardCharsets.UTF_8)).isEqualTo("input/3/42");
    }
}
