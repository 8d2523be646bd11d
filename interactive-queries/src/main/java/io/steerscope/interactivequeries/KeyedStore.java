package io.steerscope.interactivequeries;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;

/**
 * A store whose keys are texts.
 *
 * @param name its name in the topology
 * @param topic the topic whose partitions are its partitions
 * @param values serde of its values; safe for use by several threads
 */
public record KeyedStore<V>(String name, String topic, Serde<V> values) {

    /** The entries as bytes, keys in UTF-8. */
    List<KeyValue<byte[], byte[]>> encode(List<KeyValue<String, V>> entries) {
        return entries.stream()
                .map(entry -> KeyValue.pair(
                        entry.key.getBytes(StandardCharsets.UTF_8),
                        values.serializer().serialize(name, entry.value)))
                .toList();
    }

    /** @throws SerializationException if a value is not one of this store */
    List<KeyValue<String, V>> decode(List<KeyValue<byte[], byte[]>> entries) {
        return entries.stream().map(this::decode).toList();
    }

    private KeyValue<String, V> decode(KeyValue<byte[], byte[]> entry) {
        V value = values.deserializer().deserialize(name, entry.value);
        if (value == null) {
            throw new SerializationException("an entry of " + name + " has no value");
        }
        return KeyValue.pair(new String(entry.key, StandardCharsets.UTF_8), value);
    }
}
