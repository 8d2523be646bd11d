package io.steerscope.aggregator.topology;

import java.time.Clock;
import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.steerscope.aggregator.acceptance.LeftOutLog;
import io.steerscope.aggregator.acceptance.LeftOutRecords;
import io.steerscope.schemas.deadletter.DeadLetterWriter;
import io.steerscope.schemas.deadletter.FailedRecord;
import io.steerscope.schemas.record.FailureKind;

/**
 * Makes dead letters of records that do not count, logs them and counts them: {@code steerscope.records.refused}, by topic
 * and kind. A record that is read again after a crash is counted again; its dead letter is written once.
 */
public final class RefusedRecords {

    private static final String STAGE = "aggregator";

    private final DeadLetterWriter letters;
    private final LeftOutLog log;
    private final MeterRegistry registry;

    /**
     * @param deadLetterTopic the topic of dead letters
     * @param deadLetterBytes the largest batch that this topic takes
     */
    public RefusedRecords(String deadLetterTopic, long deadLetterBytes, LeftOutLog log, MeterRegistry registry) {
        this.letters = new DeadLetterWriter(STAGE, null, deadLetterTopic, deadLetterBytes, Clock.systemUTC());
        this.log = log;
        this.registry = registry;
    }

    void add(FailedRecord failed, FailureKind kind, String reason) {
        log.add(LeftOutRecords.shown(failed.topic(), failed.partition(), failed.offset(), failed.key(), reason));
        Counter.builder("steerscope.records.refused")
                .description("Records of input topics that do not count")
                .tag("topic", failed.topic())
                .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** A letter that names no job, so that the record counts as nobody's failed image. */
    ProducerRecord<byte[], byte[]> letter(FailedRecord failed, FailureKind kind, String reason) {
        return letters.write(failed, kind, reason, null, null);
    }
}
