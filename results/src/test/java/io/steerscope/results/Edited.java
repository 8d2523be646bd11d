package io.steerscope.results;

import org.apache.avro.specific.SpecificRecordBase;

import io.steerscope.schemas.serde.AvroSerdes;

/** Copies of records in which something is different. */
public final class Edited {

    private Edited() {}

    /** A copy with another value of one field. */
    public static <T extends SpecificRecordBase> T with(T record, String field, Object value) {
        T copy = copy(record);
        copy.put(field, value);
        return copy;
    }

    /** A copy with null in one field. */
    public static <T extends SpecificRecordBase> T without(T record, String field) {
        T copy = copy(record);
        copy.put(field, null);
        return copy;
    }

    /** A copy. */
    public static <T extends SpecificRecordBase> T copy(T record) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) record.getClass();
        byte[] bytes = AvroSerdes.serializer(type).serialize("", record);
        return AvroSerdes.deserializer(type).deserialize("", bytes);
    }
}
