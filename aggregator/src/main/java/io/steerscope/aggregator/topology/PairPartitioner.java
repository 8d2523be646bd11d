package io.steerscope.aggregator.topology;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Sends all keys that begin with the same {@code experimentId/pairId} to one partition: Kafka's murmur2 hash of these
 * two parts. A key of fewer parts is hashed as a whole.
 */
public final class PairPartitioner<V> implements StreamPartitioner<String, V> {

    /** The partition, out of {@code partitions}, of a key that begins with {@code experimentId/pairId}. */
    public static int partition(String key, int partitions) {
        int first = key.indexOf('/');
        int second = first < 0 ? -1 : key.indexOf('/', first + 1);
        String pair = second < 0 ? key : key.substring(0, second);
        return Utils.toPositive(Utils.murmur2(pair.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, V value, Headers headers, int partitions) {
        return Optional.of(Set.of(partition(key, partitions)));
    }

    /** Abstract until Kafka Streams removes it. */
    @Override
    @SuppressWarnings("removal")
    public Optional<Set<Integer>> partitions(String topic, String key, V value, int partitions) {
        return Optional.of(Set.of(partition(key, partitions)));
    }
}
