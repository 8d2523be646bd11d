package io.steerscope.worker.loop;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * A bound for a worker that ends by itself: it processes the records below these offsets and no others.
 *
 * @param offsets for each partition of the input topic, the first offset that is left alone
 */
public record StopAt(Map<TopicPartition, Long> offsets) {

    public StopAt {
        offsets = Map.copyOf(offsets);
    }

    /**
     * The ends of all partitions of {@code topic} as they are now, below which every transaction is decided.
     *
     * @throws ExecutionException if the cluster does not answer or has no such topic
     */
    public static StopAt currentEndOf(String topic, Admin admin) throws ExecutionException, InterruptedException {
        Collection<TopicPartition> partitions = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                        latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        ends.forEach((partition, end) -> offsets.put(partition, end.offset()));
        return new StopAt(offsets);
    }
}
