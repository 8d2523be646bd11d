package io.steerscope.aggregator.topology;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Record;

import io.steerscope.results.intake.LeftOutLog;
import io.steerscope.results.intake.LeftOutRecords;
import io.steerscope.schemas.deadletter.DeadLetterWriter;
import io.steerscope.schemas.deadletter.FailedRecord;
import io.steerscope.schemas.record.FailureKind;

/**
 * Makes dead letters of records that do not count, logs them and counts them: {@code steerscope.records.refused}, by
 * topic and kind. A record that is read again after a crash is counted again; its dead letter is written once. Those
 * that count are counted too: {@code steerscope.records.taken}, by topic.
 */
public final class RefusedRecords {

    private static final String STAGE = "aggregator";

    private final DeadLetterWriter letters;
    private final LeftOutLog log;
    private final MeterRegistry registry;
    private final Map<String, Counter> taken = new ConcurrentHashMap<>();

    /**
     * @param deadLetterTopic the topic of dead letters
     * @param deadLetterBytes the largest batch that this topic takes
     */
    public RefusedRecords(String deadLetterTopic, long deadLetterBytes, LeftOutLog log, MeterRegistry registry) {
        this.letters = new DeadLetterWriter(STAGE, null, deadLetterTopic, deadLetterBytes, Clock.systemUTC());
        this.log = log;
        this.registry = registry;
    }

    /** Counts a record that counts. */
    void taken(String topic) {
        taken.computeIfAbsent(topic, of -> Counter.builder("steerscope.records.taken")
                        .description("Records of input topics that count, retractions included")
                        .tag("topic", of)
                        .register(registry))
                .increment();
    }

    /** Logs and counts a record. */
    void add(FailedRecord failed, FailureKind kind, String reason) {
        log.add(LeftOutRecords.shown(failed.topic(), failed.partition(), failed.offset(), failed.key(), reason));
        Counter.builder("steerscope.records.refused")
                .description("Records of input topics that do not count")
                .tag("topic", failed.topic())
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    /**
     * Logs and counts a record, and makes its letter, which names no job, so that the record counts as nobody's failed
     * image.
     *
     * @param now the time of the letter in milliseconds
     */
    <V> Record<String, Intake<V>> refuse(FailedRecord failed, FailureKind kind, String reason, long now) {
        add(failed, kind, reason);
        ProducerRecord<byte[], byte[]> letter = letters.write(failed, kind, reason, null, null, null);
        return new Record<>(
                new String(letter.key(), StandardCharsets.UTF_8),
                new Intake.Letter<>(letter.value()),
                now,
                letter.headers());
    }
}
