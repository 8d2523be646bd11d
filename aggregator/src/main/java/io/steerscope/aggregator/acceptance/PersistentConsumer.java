package io.steerscope.aggregator.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.text.FailureLine;

/**
 * A consumer that goes on behind a record that cannot be taken apart. A broker accepts such a record, and Kafka's own producer
 * writes one where the name of a header is no valid text; any other consumer throws at it in every poll, for good.
 */
public final class PersistentConsumer<K, V> extends KafkaConsumer<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(PersistentConsumer.class);

    /** How a consumer says where it is: it has no other way. */
    private static final Pattern PLACE = Pattern.compile("next record from (\\S+)-(\\d+)\\.");

    /** As {@link KafkaConsumer#KafkaConsumer(Map, Deserializer, Deserializer)}. */
    public PersistentConsumer(
            Map<String, Object> configuration, Deserializer<K> keyDeserializer, Deserializer<V> valueDeserializer) {
        super(configuration, keyDeserializer, valueDeserializer);
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration timeout) {
        try {
            return super.poll(timeout);
        } catch (KafkaException e) {
            TopicPartition partition = place(e);
            if (partition == null) {
                throw e;
            }
            long offset = position(partition);
            LOG.atWarn()
                    .addKeyValue("topic", partition.topic())
                    .addKeyValue("partition", partition.partition())
                    .addKeyValue("offset", offset)
                    .addKeyValue("reason", FailureLine.of(e))
                    .log("a record that cannot be read was left out");
            seek(partition, offset + 1);
            return ConsumerRecords.empty();
        }
    }

    /** Where the record is that made a poll fail, or null if none did. */
    private static @Nullable TopicPartition place(KafkaException failure) {
        if (FailureLine.find(failure, InvalidRecordException.class) == null
                && FailureLine.find(failure, CorruptRecordException.class) == null) {
            return null;
        }
        Matcher place = PLACE.matcher(String.valueOf(failure.getMessage()));
        return place.find() ? new TopicPartition(place.group(1), Integer.parseInt(place.group(2))) : null;
    }
}
