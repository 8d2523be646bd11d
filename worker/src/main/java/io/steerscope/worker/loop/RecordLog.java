package io.steerscope.worker.loop;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.Identity;
import io.steerscope.worker.stage.Subject;

/** What the log says of single records: which one, and of which image as far as that is known. */
final class RecordLog {

    private static final Logger LOG = LoggerFactory.getLogger(RecordLog.class);

    private RecordLog() {}

    /** A record becomes a dead letter. Not a warning, since the topic of dead letters is where these are told. */
    static void failed(ConsumerRecord<?, ?> record, Subject subject, FailureKind kind, String message) {
        of(LOG.atInfo(), record, subject)
                .addKeyValue("kind", kind)
                .addKeyValue("reason", message)
                .log("A record failed");
    }

    private static LoggingEventBuilder of(LoggingEventBuilder event, ConsumerRecord<?, ?> record, Subject subject) {
        LoggingEventBuilder placed = event.addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset());
        Identity identity = subject.identity();
        return identity == null
                ? placed
                : placed.addKeyValue("experiment", identity.getExperimentId())
                        .addKeyValue("pair", identity.getPairId());
    }
}
