package io.steerscope.benchmarks.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.RecordSchemas;
import io.steerscope.schemas.serde.SchemaVersion;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/**
 * Random records for all topics, the same ones for the same seed.
 *
 * <p>Of what can be decoded, {@value #MOST_KEYS} keys a topic occur, so that the state of an aggregator has an end
 * however many records there are; of what cannot, no two need be the same. Every record carries the header
 * {@value #MARK}.
 */
public final class FuzzedRecords {

    /** Name of a header of all these records. */
    public static final String MARK = "fuzzed";

    static final int MOST_KEYS = 200;

    private static final byte[] YES = {1};

    private final TopicCatalogue topics;
    private final SplittableRandom random;
    private final OddText odd;
    private final OddRecords sound;
    private final OddRecords absurd;
    private final Mutation mutation;
    private final Map<Class<? extends SpecificRecord>, Serializer<SpecificRecord>> serializers = new HashMap<>();
    private final Map<Class<? extends SpecificRecord>, Deserializer<? extends SpecificRecord>> deserializers =
            new HashMap<>();
    private final Map<String, Set<String>> keys = new HashMap<>();

    /**
     * @param bundleId the bundle that sound jobs ask for
     * @param seed equal seeds give equal records
     */
    public FuzzedRecords(TopicCatalogue topics, String bundleId, long seed) {
        this.topics = topics;
        this.random = new SplittableRandom(seed);
        this.odd = new OddText(random);
        OddImages images = new OddImages();
        this.sound = new OddRecords(odd, images, bundleId, Integer.MAX_VALUE);
        this.absurd = new OddRecords(odd, images, bundleId, 12);
        this.mutation = new Mutation(odd);
        for (Class<? extends SpecificRecord> type : RecordSchemas.CLASSES) {
            serializers.put(type, serializer(type));
            deserializers.put(type, AvroSerdes.deserializer(type));
        }
    }

    /** The next record, for any topic; jobs and images are most of them. */
    public ProducerRecord<byte[], byte[]> next() {
        TopicDefinition topic = topic();
        while (true) {
            Draft draft = draft(topic);
            if (isAdmitted(topic, draft)) {
                return record(topic, draft);
            }
        }
    }

    private record Draft(byte @Nullable [] key, byte @Nullable [] value) {}

    private TopicDefinition topic() {
        int choice = random.nextInt(100);
        if (choice < 20) {
            return topics.jobs();
        }
        if (choice < 60) {
            return topics.images();
        }
        if (choice < 80) {
            return topics.scores();
        }
        if (choice < 90) {
            return topics.imageSummaries();
        }
        return odd.pick(List.of(
                topics.experiments(),
                topics.reports(),
                topics.deadLetters(),
                topics.cancellations(),
                topics.skippedJobs()));
    }

    private Draft draft(TopicDefinition topic) {
        int choice = random.nextInt(100);
        if (choice < 4) {
            return new Draft(key("fuzz-1"), null);
        }
        if (choice < 12) {
            return new Draft(key("fuzz-2"), odd.bytes(300));
        }
        Class<? extends SpecificRecord> type = choice < 17 ? odd.pick(RecordSchemas.CLASSES) : topic.valueType();
        SpecificRecord record = (choice < 35 ? sound : absurd).record(type);
        byte[] bytes = Objects.requireNonNull(serializers.get(type)).serialize(topic.name(), record);
        if (choice >= 60 && choice < 95) {
            bytes = mutation.of(bytes);
        } else if (choice >= 95) {
            bytes = mutation.foreign(bytes);
        }
        return new Draft(key(OddRecords.key(record)), bytes);
    }

    private byte @Nullable [] key(String right) {
        int choice = random.nextInt(200);
        if (choice == 0 && odd.oneIn(3)) {
            return null;
        }
        if (choice < 4) {
            return odd.bytes(30);
        }
        if (choice < 10) {
            return odd.text().getBytes(StandardCharsets.UTF_8);
        }
        return right.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the state that the record may add to is bounded. */
    private boolean isAdmitted(TopicDefinition topic, Draft draft) {
        if (draft.value() == null) {
            return true;
        }
        SpecificRecord record;
        try {
            record = Objects.requireNonNull(deserializers.get(topic.valueType()))
                    .deserialize(topic.name(), draft.value());
        } catch (SerializationException e) {
            return true;
        }
        Set<String> admitted = keys.computeIfAbsent(topic.name(), name -> new HashSet<>());
        String key = OddRecords.key(record);
        String place = draft.key() == null ? key : key + "|" + new String(draft.key(), StandardCharsets.UTF_8);
        return admitted.contains(place) || admitted.size() < MOST_KEYS && admitted.add(place);
    }

    private ProducerRecord<byte[], byte[]> record(TopicDefinition topic, Draft draft) {
        ProducerRecord<byte[], byte[]> record = new TimedRecord(topic.name(), draft.key(), draft.value(), time());
        record.headers().add(MARK, YES);
        if (odd.oneIn(10)) {
            record.headers().add(header());
        }
        return record;
    }

    /**
     * Versions that this release knows, and what is no version; a higher one would end a worker, as it should. Names
     * that are no text are left out: Kafka's producer makes of them a record that nobody can read, with all that follow
     * in its batch.
     */
    private Header header() {
        return switch (random.nextInt(5)) {
            case 0 ->
                new RecordHeader(
                        SchemaVersion.HEADER,
                        odd.pick(List.of("1", "0", "", "-1", "x", "99999", "٣", " 9"))
                                .getBytes(StandardCharsets.UTF_8));
            case 1 -> new RecordHeader(SchemaVersion.HEADER, null);
            case 2 -> new RecordHeader("", odd.bytes(100));
            case 3 -> new RecordHeader(odd.text().replace("\uD800", ""), odd.bytes(10));
            default -> new RecordHeader("\u001b[2J", null);
        };
    }

    private long time() {
        int choice = random.nextInt(1_000);
        if (choice < 40) {
            return odd.pick(List.of(-1L, 0L, 1L));
        }
        return choice == 40 ? Long.MAX_VALUE : System.currentTimeMillis() - random.nextInt(1_000);
    }

    /** A record whose time may be -1, which Kafka's protocol calls no time, and a broker accepts. */
    private static final class TimedRecord extends ProducerRecord<byte[], byte[]> {

        private final long time;

        TimedRecord(String topic, byte @Nullable [] key, byte @Nullable [] value, long time) {
            super(topic, key, value);
            this.time = time;
        }

        @Override
        public Long timestamp() {
            return time;
        }
    }

    @SuppressWarnings("unchecked")
    private static Serializer<SpecificRecord> serializer(Class<? extends SpecificRecord> type) {
        return (Serializer<SpecificRecord>) (Serializer<?>) AvroSerdes.serializer(type);
    }
}
