package io.steerscope.worker.stage;

import java.util.function.Function;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One of the records that a stage writes for each {@link Outcome.Emit}, under the key of the emit.
 *
 * @param topic where the record goes
 * @param serializer gives the record's value, and may add headers to it
 * @param <O> what the stage emits
 */
public record Output<O>(String topic, Serializer<O> serializer) {

    /** An output that writes one part of what the stage emits. */
    public static <O, R> Output<O> of(String topic, Function<O, R> part, Serializer<R> serializer) {
        return new Output<>(topic, new PartSerializer<>(part, serializer));
    }

    /**
     * The record of {@code emitted}, with the headers of its serializer.
     *
     * @throws org.apache.kafka.common.errors.SerializationException if the value cannot be encoded
     */
    public ProducerRecord<byte[], byte[]> record(byte[] key, O emitted) {
        Headers headers = new RecordHeaders();
        byte[] value = serializer.serialize(topic, headers, emitted);
        return new ProducerRecord<>(topic, null, key, value, headers);
    }

    private record PartSerializer<O, R>(Function<O, R> part, Serializer<R> serializer) implements Serializer<O> {

        @Override
        public byte[] serialize(String topic, O emitted) {
            return serializer.serialize(topic, part.apply(emitted));
        }

        @Override
        public byte[] serialize(String topic, Headers headers, O emitted) {
            return serializer.serialize(topic, headers, part.apply(emitted));
        }
    }
}
