package io.steerscope.schemas.serde;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

import static org.assertj.core.api.Assertions.assertThat;

class AvroSerdesProperties {

    /** An OutOfMemoryError, which a corrupt length may cause, would get past the check. */
    @Property(tries = 3000)
    void corruptBytesGiveARecordOrASerializationException(
            @ForAll @IntRange(max = 5) int kind,
            @ForAll @IntRange(min = 10, max = 400) int place,
            @ForAll byte[] noise) {
        SpecificRecord sample = SampleRecords.all().get(kind);
        byte[] bytes = bytes(sample.getClass(), sample);
        for (int i = 0; i < noise.length && place + i < bytes.length; i++) {
            bytes[place + i] = noise[i];
        }
        Deserializer<? extends SpecificRecord> deserializer = AvroSerdes.deserializer(sample.getClass());

        try {
            assertThat(deserializer.deserialize("topic", bytes)).isInstanceOf(sample.getClass());
        } catch (SerializationException e) {
            assertThat(e.getMessage()).startsWith("value of " + bytes.length + " bytes in topic topic is no ");
        }
    }

    private static <T extends SpecificRecord> byte[] bytes(Class<T> type, SpecificRecord value) {
        return AvroSerdes.serializer(type).serialize("topic", type.cast(value));
    }
}
