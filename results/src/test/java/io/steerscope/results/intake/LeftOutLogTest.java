package io.steerscope.results.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeftOutLogTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> lines = new ArrayList<>();
    private final LeftOutLog log = new LeftOutLog(nanos::get, lines::add);

    @Test
    void aMillionRecordsAreAFewLines() {
        // when
        for (int record = 0; record < 1_000_000; record++) {
            log.add(record("scores", record));
        }
        nanos.addAndGet(LeftOutLog.PERIOD.toNanos());
        log.tick();

        // then
        assertThat(lines).hasSize(LeftOutLog.LINES + 1);
        assertThat(lines.get(0)).isEqualTo("scores/0/0, key k: it is broken");
        assertThat(lines.get(LeftOutLog.LINES)).isEqualTo("999980 further records of scores do not count");
    }

    @Test
    void everyMinuteBeginsAnew() {
        // when
        for (int minute = 0; minute < 3; minute++) {
            log.add(record("scores", minute));
            nanos.addAndGet(LeftOutLog.PERIOD.toNanos());
        }
        log.flush();

        // then
        assertThat(lines).hasSize(3);
    }

    @Test
    void textOfARecordIsShortAndHidesNothing() {
        // when
        LeftOutRecord record = LeftOutRecords.shown(
                "scores", 0, 1, "\u001b[2J".getBytes(StandardCharsets.UTF_8), "\n".repeat(3) + "x".repeat(10_000));

        // then
        assertThat(record.key()).isEqualTo("\\u001B[2J");
        assertThat(record.reason()).startsWith("\\u000A\\u000A\\u000Axx").hasSizeLessThan(210);
    }

    @Test
    void recordsAreKnownOneByOneUpToABound() {
        // given
        LeftOutRecords records = new LeftOutRecords();

        // when
        for (int key = 0; key < 5_000; key++) {
            records.add(consumed(key), record("designs", key));
        }

        // then
        assertThat(records.count("designs")).isEqualTo(1_000);
        assertThat(records.first(20)).hasSize(20);
        assertThat(records.find("designs", "7")).isPresent();

        // when
        records.remove(consumed(7));

        // then
        assertThat(records.find("designs", "7")).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> consumed(int key) {
        return new ConsumerRecord<>(
                "designs", 0, key, Integer.toString(key).getBytes(StandardCharsets.UTF_8), new byte[1]);
    }

    private static LeftOutRecord record(String topic, long offset) {
        return new LeftOutRecord(topic, 0, offset, "k", "it is broken");
    }
}
