package io.steerscope.schemas.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Kafka serdes of the record classes, in Avro single-object encoding.
 *
 * <p>A null value, Kafka's tombstone, passes as null. Bytes that are no such record give a
 * {@link org.apache.kafka.common.errors.SerializationException} whose message is one line that names the topic, the
 * record and what is wrong: not single-object encoded, of an unknown schema, truncated, followed by surplus bytes. A
 * record whose headers name a newer version of the schema than this release knows gives a {@link NewerSchemaException}.
 */
public final class AvroSerdes {

    private AvroSerdes() {}

    /** A serde of {@code recordClass} that reads every released version of its schema. */
    public static <T extends SpecificRecord> Serde<T> forRecord(Class<T> recordClass) {
        return Serdes.serdeFrom(serializer(recordClass), deserializer(recordClass));
    }

    /**
     * A serde of {@code recordClass} for stores, whose entries have no headers. Kafka Streams hands a store the headers
     * of whatever record is being processed, which are those of another one; they are neither read nor written.
     */
    public static <T extends SpecificRecord> Serde<T> forStore(Class<T> recordClass) {
        Serializer<T> serializer = serializer(recordClass);
        Deserializer<T> deserializer = deserializer(recordClass);
        return Serdes.serdeFrom(serializer::serialize, deserializer::deserialize);
    }

    /** The writing half of {@link #forRecord}. */
    public static <T extends SpecificRecord> Serializer<T> serializer(Class<T> recordClass) {
        return new AvroSerializer<>(recordClass);
    }

    /** The reading half of {@link #forRecord}. */
    public static <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> recordClass) {
        return new AvroDeserializer<>(recordClass, ReleasedSchemas.onClassPath());
    }
}
