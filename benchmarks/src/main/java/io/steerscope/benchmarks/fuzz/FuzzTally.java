package io.steerscope.benchmarks.fuzz;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** What a reader of committed records finds in the topics of a system. */
final class FuzzTally {

    private final Map<String, Object> clients;
    private final Map<String, Long> records = new HashMap<>();
    private final Map<String, Long> made = new HashMap<>();
    private final Map<String, Map<String, Long>> letters = new TreeMap<>();
    private final Map<String, Set<String>> letterPositions = new HashMap<>();
    private long doubledLetters;

    private FuzzTally(Map<String, Object> clients) {
        this.clients = clients;
    }

    /** Reads all topics to the ends that they have now. */
    static FuzzTally of(Map<String, Object> clients, TopicCatalogue topics) {
        FuzzTally tally = new FuzzTally(clients);
        for (TopicDefinition topic : topics.topics()) {
            tally.read(topic, topic.equals(topics.deadLetters()) ? tally::countLetter : record -> {});
        }
        return tally;
    }

    /** All records of a topic. */
    long records(TopicDefinition topic) {
        return records.getOrDefault(topic.name(), 0L);
    }

    /** The records of a topic that a role wrote. */
    long made(TopicDefinition topic) {
        return made.getOrDefault(topic.name(), 0L);
    }

    /** The dead letters of the records of a topic that a stage wrote. */
    long letters(String stage, TopicDefinition topic) {
        return letters.getOrDefault(topic.name(), Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(stage + " "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** {@code partition/offset} of the records of a topic that a stage wrote a dead letter for. */
    Set<String> letterPositions(String stage, TopicDefinition topic) {
        return letterPositions.getOrDefault(stage + " " + topic.name(), Set.of());
    }

    /** Dead letters of the records of a topic, by stage and kind. */
    Map<String, Long> letters(TopicDefinition topic) {
        return letters.getOrDefault(topic.name(), Map.of());
    }

    /** How many dead letters there are for a record that a stage had one for already. */
    long doubledLetters() {
        return doubledLetters;
    }

    private void countLetter(ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(FuzzedRecords.MARK) != null) {
            return;
        }
        DeadLetter letter = LETTERS.deserialize(record.topic(), record.value());
        letters.computeIfAbsent(letter.getTopic(), topic -> new TreeMap<>())
                .merge(letter.getStage() + " " + letter.getKind(), 1L, Long::sum);
        String from = letter.getStage() + " " + letter.getTopic();
        String position = letter.getPartition() + "/" + letter.getOffset();
        if (!letterPositions.computeIfAbsent(from, stage -> new HashSet<>()).add(position)) {
            doubledLetters++;
        }
    }

    private static final Deserializer<DeadLetter> LETTERS = AvroSerdes.deserializer(DeadLetter.class);

    private void read(TopicDefinition topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        read(clients, topic, record -> {
            records.merge(topic.name(), 1L, Long::sum);
            if (record.headers().lastHeader(FuzzedRecords.MARK) == null) {
                made.merge(topic.name(), 1L, Long::sum);
            }
            reader.accept(record);
        });
    }

    /** Shows a reader all committed records of a topic, to the end that it has now. */
    static void read(
            Map<String, Object> clients, TopicDefinition topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<String, Object> properties = new HashMap<>(clients);
        properties.put("isolation.level", "read_committed");
        properties.put("fetch.max.bytes", 16 << 20);
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
