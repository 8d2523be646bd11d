package io.steerscope.schemas.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.consumer.UnreadableMark;

/**
 * A record that failed, as it was read. The arrays are kept, not copied.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 * @param key its key, or null
 * @param headers its headers
 * @param value its value, or null
 * @param timestamp its time in milliseconds, negative for none
 */
public record FailedRecord(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        Headers headers,
        byte @Nullable [] value,
        long timestamp) {

    /** What a consumer read. */
    public static FailedRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new FailedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.headers(),
                record.value(),
                record.timestamp());
    }

    /** {@code topic/partition/offset}. */
    String position() {
        return topic + "/" + partition + "/" + offset;
    }

    /** The same record without its value. */
    FailedRecord withoutValue() {
        return new FailedRecord(topic, partition, offset, key, headers, null, timestamp);
    }

    /** Whether it was read, and is not what stands for a record that cannot be. */
    boolean isRead() {
        return UnreadableMark.of(headers).isEmpty();
    }

    /** Bytes of key, headers and value. */
    long size() {
        long size = length(key) + length(value);
        for (Header header : headers) {
            size += 2L * header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
