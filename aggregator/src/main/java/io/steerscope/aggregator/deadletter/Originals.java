package io.steerscope.aggregator.deadletter;

import java.nio.ByteBuffer;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.DeadLetterHeader;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

/** The records that failed, as their letters hold them. */
final class Originals {

    private Originals() {}

    /** The topics that records are put back on. A letter may name any other. */
    static Set<String> topics(TopicCatalogue topics) {
        return Set.of(
                topics.jobs().name(),
                topics.images().name(),
                topics.imageSummaries().name(),
                topics.scores().name(),
                topics.skippedJobs().name());
    }

    /** The letter in a record that holds one. */
    static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        return AvroSerdes.deserializer(DeadLetter.class).deserialize(record.topic(), record.headers(), record.value());
    }

    /**
     * The record that failed, with its key, headers and value, and a new time.
     *
     * @param partitions how many its topic has; in its old partition if there is that one, else where its key belongs
     */
    static ProducerRecord<byte[], byte[]> record(DeadLetter letter, int partitions) {
        RecordHeaders headers = new RecordHeaders();
        for (DeadLetterHeader header : letter.getOriginalHeaders()) {
            headers.add(header.getKey(), bytes(header.getValue()));
        }
        boolean isThere = letter.getPartition() >= 0 && letter.getPartition() < partitions;
        return new ProducerRecord<>(
                letter.getTopic(),
                isThere ? letter.getPartition() : null,
                bytes(letter.getOriginalKey()),
                bytes(letter.getOriginalValue()),
                headers);
    }

    static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
