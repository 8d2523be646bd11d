package io.steerscope.worker.loop;

import java.time.Duration;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** How far a partition has been read, markers of transactions included. */
final class ReadPosition {

    private ReadPosition() {}

    /** The position of the consumer, or -1 while it does not know it; never waits. */
    static long of(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException e) {
            return -1;
        }
    }
}
