package io.steerscope.results.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.text.VisibleText;

/**
 * The records of compacted topics that do not count at present: one under every key, until another comes in its place.
 * At most 1,000 are known one by one. Safe for use by several threads.
 */
public final class LeftOutRecords {

    private static final int MOST = 1_000;
    private static final int MOST_CHARACTERS = 200;

    private record Place(String topic, UUID key) {}

    private final Map<Place, LeftOutRecord> records = new LinkedHashMap<>();

    /** Takes note of a record that does not count. */
    public synchronized void add(ConsumerRecord<byte[], byte[]> record, LeftOutRecord left) {
        Place place = place(record);
        records.remove(place);
        if (records.size() < MOST) {
            records.put(place, left);
        }
    }

    /** Whatever was left out under the key of this record is no more. */
    public synchronized void remove(ConsumerRecord<byte[], byte[]> record) {
        if (!records.isEmpty()) {
            records.remove(place(record));
        }
    }

    /** The record of a topic under a key, if it is left out. */
    public synchronized Optional<LeftOutRecord> find(String topic, String key) {
        return Optional.ofNullable(
                records.get(new Place(topic, UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)))));
    }

    /** The first {@code most} of them. */
    public synchronized List<LeftOutRecord> first(int most) {
        List<LeftOutRecord> first = new ArrayList<>(records.values());
        return List.copyOf(first.subList(0, Math.min(most, first.size())));
    }

    /** How many there are of a topic, at most 1,000. */
    public synchronized long count(String topic) {
        return records.keySet().stream()
                .filter(place -> place.topic().equals(topic))
                .count();
    }

    /** A record as it may be shown. */
    public static LeftOutRecord shown(String topic, int partition, long offset, byte @Nullable [] key, String reason) {
        return new LeftOutRecord(topic, partition, offset, shown(key), shortened(reason));
    }

    private static String shown(byte @Nullable [] key) {
        if (key == null) {
            return "null";
        }
        int length = Math.min(key.length, 4 * MOST_CHARACTERS);
        return shortened(new String(key, 0, length, StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        String visible = VisibleText.of(text.substring(0, Math.min(text.length(), MOST_CHARACTERS + 1)));
        return visible.length() <= MOST_CHARACTERS ? visible : visible.substring(0, MOST_CHARACTERS) + "…";
    }

    /** A null key is the place of its record alone. */
    private static Place place(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] name = key != null ? key : (record.partition() + "/" + record.offset()).getBytes(StandardCharsets.UTF_8);
        return new Place(record.topic(), UUID.nameUUIDFromBytes(name));
    }
}
