package io.steerscope.app.export;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.results.intake.KeyValues;
import io.steerscope.schemas.serde.AvroSerdes;

/** The record that counts of every key of one topic; the values are on disk. */
final class LastRecords<T extends SpecificRecord> {

    private final Deserializer<T> deserializer;
    private final String topic;
    private final Spill spill;
    private final Map<String, KeyValues<Spill.Place>> places = new HashMap<>();

    LastRecords(Class<T> type, String topic, Spill spill) {
        this.deserializer = AvroSerdes.deserializer(type);
        this.topic = topic;
        this.spill = spill;
    }

    /**
     * Takes over a record, and returns whether it is the one that counts of its key so far.
     *
     * @param millis when it was made
     * @param value bytes of its value
     */
    boolean put(String key, int partition, long millis, byte[] value) throws IOException {
        Spill.Place place = spill.add(value);
        KeyValues<Spill.Place> values =
                places.getOrDefault(key, KeyValues.none()).with(partition, millis, place);
        places.put(key, values);
        return values.value() == place;
    }

    /** Takes back what a partition says of a key. */
    void remove(String key, int partition) {
        places.computeIfPresent(key, (any, values) -> {
            KeyValues<Spill.Place> left = values.without(partition);
            return left.isEmpty() ? null : left;
        });
    }

    Set<String> keys() {
        return places.keySet();
    }

    /** The record of a key, or null if there is none. */
    @Nullable
    T get(String key) throws IOException {
        KeyValues<Spill.Place> values = places.get(key);
        return values == null ? null : deserializer.deserialize(topic, spill.read(values.value()));
    }
}
