package io.steerscope.generatorworker.skip;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.consumer.UnreadableMark;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.text.VisibleText;

/**
 * Decodes the records of a topic. One that is not what the topic holds is logged, counted and left out.
 *
 * @param <T> what the topic holds
 */
final class KeyedRecords<T extends SpecificRecord> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyedRecords.class);

    private final String topic;
    private final String what;
    private final Deserializer<T> deserializer;
    private final LongAdder ignored = new LongAdder();

    /** Takes what a record says. */
    interface Taker<T> {

        /**
         * Takes it.
         *
         * @param value null for a tombstone
         * @return whether anything has changed
         * @throws IllegalArgumentException with one line if the value cannot be what it says, or not under this key
         */
        boolean take(@Nullable String key, @Nullable T value);
    }

    /** @param what what a record is, for the log, such as "decision" */
    KeyedRecords(String topic, Class<T> type, String what) {
        this.topic = topic;
        this.what = what;
        this.deserializer = AvroSerdes.deserializer(type);
    }

    /** Records that were left out. */
    long ignored() {
        return ignored.sum();
    }

    /**
     * Hands on what a record says.
     *
     * @return whether anything has changed
     * @throws NewerSchemaException if a newer release wrote the record
     */
    boolean read(ConsumerRecord<byte[], byte[]> record, Taker<T> taker) {
        byte[] bytes = record.key();
        String key = bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        try {
            UnreadableMark.of(record.headers()).ifPresent(mark -> {
                throw new SerializationException(mark.line());
            });
            return taker.take(key, deserializer.deserialize(topic, record.headers(), record.value()));
        } catch (NewerSchemaException e) {
            throw e;
        } catch (SerializationException | IllegalArgumentException e) {
            ignored.increment();
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("ignored", ignored.sum())
                    .addKeyValue("reason", VisibleText.of(String.valueOf(e.getMessage())))
                    .log("A record that is no {} was left out", what);
            return false;
        }
    }
}
