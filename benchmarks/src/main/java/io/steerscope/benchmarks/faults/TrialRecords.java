package io.steerscope.benchmarks.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** What a reader of committed records finds in the topics of a trial. */
final class TrialRecords {

    private final Map<String, Object> clients;
    private final TopicCatalogue topics;

    TrialRecords(String bootstrapServers, String prefix) {
        this.clients = Map.of("bootstrap.servers", bootstrapServers);
        this.topics = TopicCatalogue.withPrefix(prefix);
    }

    TopicCatalogue topics() {
        return topics;
    }

    /** How often each key is in a topic. */
    Map<String, Integer> counts(TopicDefinition topic) {
        Map<String, Integer> counts = new TreeMap<>();
        read(topic, record -> counts.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum));
        return counts;
    }

    /** The report that an aggregator has published last, or null. */
    @Nullable
    String publishedReport() {
        Map<String, String> reports = new HashMap<>();
        read(
                topics.reports(),
                record -> reports.put(
                        "report",
                        AvroSerdes.deserializer(ExperimentReport.class)
                                .deserialize(record.topic(), record.value())
                                .getJson()));
        return reports.get("report");
    }

    /** The report that {@code steerscope report} prints. */
    String report() {
        return ReportJson.write(TopicReport.read(clients, topics, Trial.EXPERIMENT));
    }

    private void read(TopicDefinition topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<String, Object> properties = new HashMap<>(clients);
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(reader);
            }
        }
    }
}
