package io.steerscope.benchmarks.scaling;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import io.steerscope.schemas.topic.TopicDefinition;

/** Reads topics as a reader of committed records. */
final class CommittedRecords {

    private final String bootstrapServers;

    CommittedRecords(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * How often each key is in a topic, once no transaction is open there any more: that of a worker that was killed is
     * aborted when its time has come.
     */
    Map<String, Integer> counts(TopicDefinition topic) throws InterruptedException {
        Map<String, Integer> counts = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> reader = consumer("read_committed");
                KafkaConsumer<byte[], byte[]> everything = consumer("read_uncommitted")) {
            List<TopicPartition> partitions = reader.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .toList();
            long deadline = System.nanoTime() + ScaleOutSettings.PATIENCE.toNanos();
            while (!reader.endOffsets(partitions).equals(everything.endOffsets(partitions))
                    && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                counts.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum));
            }
        }
        return counts;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
