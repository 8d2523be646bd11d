package io.steerscope.generatorworker.skip;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.consumer.UnreadableMark;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.NewerSchemaException;
import io.steerscope.schemas.text.VisibleText;

/** Reads orders to cancel. A record that is none is logged, counted and left out. */
final class CancellationRecords {

    private static final Logger LOG = LoggerFactory.getLogger(CancellationRecords.class);

    private final String topic;
    private final Deserializer<Cancellation> deserializer = AvroSerdes.deserializer(Cancellation.class);
    private final LongAdder ignored = new LongAdder();

    CancellationRecords(String topic) {
        this.topic = topic;
    }

    /** No orders, to be added to. */
    Map<String, CancelledJobs> none() {
        return new HashMap<>();
    }

    long ignored() {
        return ignored.sum();
    }

    /**
     * Puts the orders among {@code records} in the place of earlier ones of their experiments; a tombstone takes one
     * away.
     *
     * @return whether anything has changed
     * @throws NewerSchemaException if a newer release wrote one of them
     */
    boolean apply(Iterable<ConsumerRecord<byte[], byte[]>> records, Map<String, CancelledJobs> orders) {
        boolean changed = false;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            changed |= apply(record, orders);
        }
        return changed;
    }

    private boolean apply(ConsumerRecord<byte[], byte[]> record, Map<String, CancelledJobs> orders) {
        byte[] bytes = record.key();
        String key = bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
        try {
            UnreadableMark.of(record.headers()).ifPresent(mark -> {
                throw new SerializationException(mark.line());
            });
            Cancellation order = deserializer.deserialize(topic, record.headers(), record.value());
            if (order == null) {
                return orders.remove(String.valueOf(key)) != null;
            }
            orders.put(order.getExperimentId(), CancelledJobs.of(key, order));
            return true;
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
                    .log("A record that is no order to cancel was left out");
            return false;
        }
    }
}
