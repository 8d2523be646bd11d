package io.steerscope.schemas.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterHeader;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.SchemaVersion;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterWriterTest {

    private static final int MOST_BYTES = 100_000;
    private static final Instant NOW = Instant.ofEpochMilli(5_000);

    private final DeadLetterWriter writer =
            new DeadLetterWriter("aggregator", null, "dead-letters", MOST_BYTES, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aLetterHoldsTheRecordAsItWas() {
        // when
        ProducerRecord<byte[], byte[]> written = write(record("a/b".getBytes(StandardCharsets.UTF_8), 3, 40));

        // then
        DeadLetter letter = read(written);
        assertThat(new String(written.key(), StandardCharsets.UTF_8)).isEqualTo("a/b");
        assertThat(letter.getStage()).isEqualTo("aggregator");
        assertThat(letter.getTopic() + letter.getPartition() + letter.getOffset())
                .isEqualTo("scores2" + 17);
        assertThat(letter.getOriginalKey()).isEqualTo(ByteBuffer.wrap("a/b".getBytes(StandardCharsets.UTF_8)));
        assertThat(letter.getOriginalHeaders())
                .containsExactly(new DeadLetterHeader("h", ByteBuffer.wrap(new byte[3])));
        assertThat(letter.getOriginalValue()).isEqualTo(ByteBuffer.wrap(new byte[40]));
        assertThat(letter.getFailedAt()).isEqualTo(NOW);
        assertThat(written.headers().lastHeader(SchemaVersion.HEADER)).isNotNull();
    }

    @Test
    void whatIsTooLargeIsLeftOutOneAfterTheOther() {
        // when
        DeadLetter withoutValue = read(write(record(new byte[10], 10, MOST_BYTES)));
        DeadLetter withoutHeaders = read(write(record(new byte[10], MOST_BYTES, 10)));
        DeadLetter withoutKey = read(write(record(new byte[MOST_BYTES], 10, 10)));

        // then
        assertThat(withoutValue.getOriginalValue()).isNull();
        assertThat(withoutValue.getOriginalHeaders()).hasSize(1);
        assertThat(withoutHeaders.getOriginalHeaders()).isEmpty();
        assertThat(withoutHeaders.getOriginalKey()).isNotNull();
        assertThat(withoutKey.getOriginalKey()).isNull();
        assertThat(List.of(withoutValue, withoutHeaders, withoutKey))
                .allSatisfy(letter -> assertThat(letter.getOffset()).isEqualTo(17));
    }

    @Test
    void aLetterIsNeverLargerThanItsTopicTakes() {
        for (int key : new int[] {0, 1_000, 45_000, 60_000, 200_000}) {
            for (int header : new int[] {0, 45_000, 91_000, 200_000}) {
                for (int value : new int[] {0, 45_000, 91_000, 92_000, 200_000}) {
                    // when
                    ProducerRecord<byte[], byte[]> written = write(record(new byte[key], header, value));

                    // then
                    assertThat(written.key().length + written.value().length).isLessThan(MOST_BYTES - 200);
                }
            }
        }
        byte[] text = "k".repeat(80_000).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> written = write(record(text, 0, 10_000));
        assertThat(written.key().length + written.value().length).isLessThan(MOST_BYTES - 200);
    }

    @Test
    void aKeyThatIsNoTextBecomesThePosition() {
        for (byte @Nullable [] key : new byte[] @Nullable [] {null, new byte[0], {(byte) 0xFF}, {'a', '\n'}}) {
            // when
            ProducerRecord<byte[], byte[]> written = write(record(key, 1, 1));

            // then
            assertThat(new String(written.key(), StandardCharsets.UTF_8)).isEqualTo("scores/2/17");
        }
    }

    @Test
    void anErrorIsShortAndShowsWhatItHides() {
        // when
        ProducerRecord<byte[], byte[]> written = writer.write(
                record(null, 1, 1), FailureKind.MALFORMED_RECORD, "\u001b[2J" + "x".repeat(5_000), null, null, null);

        // then
        assertThat(read(written).getError()).startsWith("\\u001B[2Jxxx").hasSizeLessThan(1_100);
    }

    private ProducerRecord<byte[], byte[]> write(FailedRecord record) {
        return writer.write(record, FailureKind.MALFORMED_RECORD, "it is broken", null, null, null);
    }

    private static FailedRecord record(byte @Nullable [] key, int header, int value) {
        return new FailedRecord(
                "scores", 2, 17, key, new RecordHeaders().add("h", new byte[header]), new byte[value], 2_500);
    }

    private static DeadLetter read(ProducerRecord<byte[], byte[]> written) {
        return AvroSerdes.deserializer(DeadLetter.class)
                .deserialize(written.topic(), written.headers(), written.value());
    }
}
