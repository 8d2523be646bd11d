package io.steerscope.benchmarks.ingestion;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** How many records of an experiment are committed, and of how many keys: more records than keys are doubled ones. */
final class CommittedCounts {

    private CommittedCounts() {}

    static void print(String bootstrapServers, String experiment) {
        TopicCatalogue topics = TopicCatalogue.defaults();
        for (TopicDefinition topic : List.of(topics.images(), topics.imageSummaries(), topics.scores())) {
            Set<String> keys = new HashSet<>();
            long records = 0;
            try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                    new StringDeserializer(),
                    new ByteArrayDeserializer())) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.getOrDefault(part, 0L))) {
                    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                        if (record.key() != null && record.key().startsWith(experiment + "/")) {
                            records++;
                            keys.add(record.key());
                        }
                    }
                }
            }
            System.out.println(topic.name() + ": " + records + " records of " + keys.size() + " keys");
        }
    }
}
