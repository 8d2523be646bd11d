package io.steerscope.aggregator.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time of a record where it is possible, else that of the latest record before it in its partition.
 *
 * <p>Nothing here depends on record times, but topics may refuse impossible ones: a broker accepts -1, and far times
 * where a topic says so.
 */
public final class PlausibleTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long time = record.timestamp();
        boolean isPossible = time >= 0 && time <= System.currentTimeMillis();
        return isPossible ? time : Math.max(0, partitionTime);
    }
}
