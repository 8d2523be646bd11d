package io.steerscope.worker.loop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.serde.AvroSerdes;
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
            assertThat(letter.getPlace()).isEqualTo(4);
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
            assertThat(fixture.deadLetter(0).getError()).startsWith("the result is not accepted: record of");
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
            assertThat(letter.getError()).startsWith("the record failed and its dead letter is not accepted");
            assertThat(letter.getOffset()).isEqualTo(1);
            assertThat(letter.getOriginalValue())
                    .as("the input does not fit either, so the dead letter only says where it is")
                    .isNull();
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

    @Test
    void aDeadLetterThatSaysOnlyWhereItsRecordIsIsShortWhateverTheRecordHolds() {
        // given
        DeadLetters letters = new DeadLetters(new ScriptedStage().definition(), Clock.systemUTC());
        byte[] longKey = "k".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("input", 3, 42, longKey, new byte[0]);
        record.headers().add("trace", new byte[1_000_000]);
        Subject subject = new Subject(new Identity("e".repeat(1_000_000), "p", "lerp", 0.5, 7L), "colour", 3);

        // when
        ProducerRecord<byte[], byte[]> letter =
                letters.bare(record, subject, FailureKind.PROCESSING_ERROR, "x".repeat(1_000_000));

        // then
        assertThat(letter.value()).hasSizeLessThan(16 * 1024);
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("input/3/42");
    }

    @Test
    void aValueThatNoDeadLetterCouldHoldIsLeftOut() {
        // given
        DeadLetters letters = new DeadLetters(new ScriptedStage().definition(), Clock.systemUTC());
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("input", 3, 42, null, new byte[33 * 1024 * 1024]);

        // when
        byte[] value = letters.of(record, Subject.UNKNOWN, FailureKind.MALFORMED_RECORD, "no image")
                .value();

        // then
        assertThat(AvroSerdes.deserializer(DeadLetter.class).deserialize("dead-letters", value))
                .satisfies(letter -> assertThat(letter.getOriginalValue()).isNull())
                .satisfies(letter ->
                        assertThat(letter.getError()).isEqualTo("no image (the value of 34603008 bytes is left out)"));
    }

    @Test
    void textOfARecordIsMadeVisibleInItsDeadLetter() {
        // given
        DeadLetters letters = new DeadLetters(new ScriptedStage().definition(), Clock.systemUTC());
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("input", 3, 42, null, new byte[1]);

        // when
        byte[] value = letters.of(record, Subject.UNKNOWN, FailureKind.INVALID_REQUEST, "no \u001b[2J\nprompt")
                .value();

        // then
        assertThat(AvroSerdes.deserializer(DeadLetter.class)
                        .deserialize("dead-letters", value)
                        .getError())
                .isEqualTo("no \\u001B[2J\\u000Aprompt");
    }

    @Test
    void aRecordThatKafkaNeverAcceptsBecomesADeadLetter() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.faults.add(FakeCluster.Fault.RECORD_INVALID);
            fixture.cluster.append(P0, "a");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.deadLetter(0).getError())
                    .isEqualTo("the result is not accepted: This record has failed the validation on broker");
        }
    }
}
