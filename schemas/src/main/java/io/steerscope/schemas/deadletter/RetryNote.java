package io.steerscope.schemas.deadletter;

import java.time.Instant;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterRetry;
import io.steerscope.schemas.serde.AvroSerdes;

/**
 * The note that the record of a dead letter was produced again. It stands in the letter's partition, behind it, under
 * its key and about the same job: whoever keeps the last record about a failure finds that it is open again.
 */
public final class RetryNote {

    private RetryNote() {}

    /** Whether what the topic of dead letters holds is such a note, and no failure. */
    public static boolean is(DeadLetter letter) {
        return letter.getRetry() != null;
    }

    /**
     * The note about a letter.
     *
     * @param topic the topic of dead letters
     * @param partition partition of the letter
     * @param offset its offset
     * @param key its key
     * @param letter what it says
     * @param at when its record is produced again
     */
    public static ProducerRecord<byte[], byte[]> of(
            String topic, int partition, long offset, byte @Nullable [] key, DeadLetter letter, Instant at) {
        DeadLetter note = new DeadLetter(
                letter.getStage(),
                letter.getKind(),
                letter.getError(),
                letter.getIdentity(),
                letter.getCategory(),
                letter.getScorerId(),
                letter.getTopic(),
                letter.getPartition(),
                letter.getOffset(),
                null,
                List.of(),
                null,
                letter.getFailedAt(),
                letter.getOriginalTimestamp(),
                false,
                new DeadLetterRetry(partition, offset, at),
                letter.getPlace());
        RecordHeaders headers = new RecordHeaders();
        byte[] value = AvroSerdes.serializer(DeadLetter.class).serialize(topic, headers, note);
        return new ProducerRecord<>(topic, partition, key, value, headers);
    }
}
