package io.steerscope.producer.publish;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicDefinition;

/** Topics of one partition each, unless told otherwise, with records that are all committed. */
final class FakeTopics {

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = new HashMap<>();
    private final Map<TopicPartition, Long> furtherEnds = new HashMap<>();

    /** Makes a topic exist. */
    FakeTopics with(TopicDefinition topic) {
        topics.computeIfAbsent(topic.name(), name -> new ArrayList<>());
        return this;
    }

    /** Makes a partition of a topic exist that ends there. */
    FakeTopics withEnd(TopicDefinition topic, int partition, long end) {
        with(topic);
        furtherEnds.put(new TopicPartition(topic.name(), partition), end);
        return this;
    }

    /** Appends a record, or a tombstone. */
    <T extends SpecificRecord> FakeTopics write(
            TopicDefinition topic, @Nullable String key, Class<T> type, @Nullable T value) {
        return write(topic, key, AvroSerdes.serializer(type).serialize(topic.name(), value));
    }

    FakeTopics write(TopicDefinition topic, @Nullable String key, byte @Nullable [] value) {
        with(topic);
        List<ConsumerRecord<byte[], byte[]>> records = topics.get(topic.name());
        records.add(new ConsumerRecord<>(topic.name(), 0, records.size(), bytes(key), value));
        return this;
    }

    private static byte @Nullable [] bytes(@Nullable String key) {
        return key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    }

    CommittedRecords records() {
        return new CommittedRecords(consumer(), consumer(), new OpenedResources());
    }

    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
            @Override
            public synchronized void assign(Collection<TopicPartition> partitions) {
                super.assign(partitions);
                partitions.forEach(partition -> {
                    updateBeginningOffsets(Map.of(partition, 0L));
                    if (partition.partition() == 0) {
                        topics.get(partition.topic()).forEach(this::addRecord);
                    }
                });
            }

            @Override
            public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
                Map<TopicPartition, Long> ends = new HashMap<>();
                partitions.forEach(partition -> ends.put(partition, furtherEnds.getOrDefault(partition, (long)
                        topics.get(partition.topic()).size())));
                return ends;
            }

            @Override
            public synchronized List<PartitionInfo> partitionsFor(String topic) {
                return FakeTopics.this.partitions(topic);
            }
        };
        return consumer;
    }

    private List<PartitionInfo> partitions(String topic) {
        if (!topics.containsKey(topic)) {
            return List.of();
        }
        int last = furtherEnds.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .mapToInt(TopicPartition::partition)
                .max()
                .orElse(0);
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int partition = 0; partition <= last; partition++) {
            partitions.add(new PartitionInfo(topic, partition, Node.noNode(), new Node[0], new Node[0]));
        }
        return partitions;
    }
}
