package io.steerscope.worker.stage;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Records that many results of a stage have in common, such as the embedding of a prompt. A worker writes each in the
 * transaction of a result that has it, unless it has committed it before as far as it remembers. So no result is
 * visible without the records it shares, and one of them may be written several times, always with the same bytes.
 *
 * @param topic where the records go
 * @param records the records of one {@link Outcome.Emit}; those with equal keys must have equal values
 * @param <O> what the stage emits
 */
public record SharedOutput<O>(String topic, Function<O, List<ProducerRecord<byte[], byte[]>>> records) {

    /**
     * An output of the values that a result shares.
     *
     * @param values values by their keys
     */
    public static <O, V> SharedOutput<O> of(
            String topic, Function<O, Map<String, V>> values, Serializer<V> serializer) {
        return new SharedOutput<>(topic, emitted -> values.apply(emitted).entrySet().stream()
                .map(value -> record(topic, value.getKey(), value.getValue(), serializer))
                .toList());
    }

    private static <V> ProducerRecord<byte[], byte[]> record(
            String topic, String key, V value, Serializer<V> serializer) {
        Headers headers = new RecordHeaders();
        byte[] bytes = serializer.serialize(topic, headers, value);
        return new ProducerRecord<>(topic, null, key.getBytes(StandardCharsets.UTF_8), bytes, headers);
    }
}
