package io.steerscope.app.export;

import java.io.IOException;
import java.util.Set;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.results.intake.LastRecords;
import io.steerscope.results.intake.Spill;
import io.steerscope.schemas.serde.AvroSerdes;

/** The record that counts of every key of one topic; the values are on disk. */
final class SpilledRecords<T extends SpecificRecord> {

    private final Deserializer<T> deserializer;
    private final String topic;
    private final Spill spill;
    private final LastRecords<Spill.Place> places = new LastRecords<>();

    SpilledRecords(Class<T> type, String topic, Spill spill) {
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
        return places.put(key, partition, millis, spill.add(value));
    }

    /** Takes back what a partition says of a key. */
    void remove(String key, int partition) {
        places.remove(key, partition);
    }

    Set<String> keys() {
        return places.keys();
    }

    /** The record of a key, or null if there is none. */
    @Nullable
    T get(String key) throws IOException {
        Spill.Place place = places.get(key);
        return place == null ? null : deserializer.deserialize(topic, spill.read(place));
    }
}
