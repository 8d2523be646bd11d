package io.steerscope.results.intake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.steerscope.results.Edited;
import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.History;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

class TopicReportTest {

    private static final TopicCatalogue TOPICS = TopicCatalogue.defaults();
    private static final int PARTITIONS = 3;
    private static final int HISTORIES = 40;
    private static final Experiment DESIGN = EmbeddedExperiment.design(3, "source", "analogy");
    private static final List<MarginScore> SCORES = EmbeddedExperiment.scores(DESIGN);
    private static final List<TextEmbedding> TEXTS = EmbeddedExperiment.texts(DESIGN);

    @Test
    void neitherOrderNorPartitionsNorReplacementsNorRetractionsChangeAByte() {
        // given
        String expected = ReportJson.write(ExperimentReportBuilder.build(
                DESIGN,
                SCORES,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                EmbeddedExperiment.embeddings(SCORES, TEXTS)));
        assertThat(expected).contains("\"diversity_ratio\": 0.0", "\"jackknife\"");

        for (int history = 0; history < HISTORIES; history++) {
            // when
            Random random = new Random(history);
            Topics topics = new Topics(random);
            topics.add(TOPICS.experiments().name(), DESIGN.getExperimentId(), DESIGN);
            TEXTS.forEach(text -> topics.add(
                    TOPICS.textEmbeddings().name(),
                    RecordKeys.textEmbeddingKey(text.getScorerSha256(), text.getScorerDtype(), text.getText()),
                    text));
            History.of(SCORES, random)
                    .forEach(step -> topics.add(
                            TOPICS.scores().name(),
                            RecordKeys.scoreKey(
                                    step.score().getIdentity(), step.score().getScorerId()),
                            step.record()));

            // then
            assertThat(topics.report()).as("history %d", history).isEqualTo(expected);
        }
    }

    @Test
    void withoutEmbeddingsNoTextIsReadAndTheReportHasNoDiversity() {
        // given
        Topics topics = new Topics(new Random(1));
        topics.add(TOPICS.experiments().name(), DESIGN.getExperimentId(), DESIGN);
        SCORES.forEach(score -> topics.add(
                TOPICS.scores().name(),
                RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()),
                Edited.without(score, "embedding")));

        // when
        String report = topics.report();

        // then
        assertThat(report).doesNotContain("\"diversity\"");
        assertThat(topics.asked).doesNotContain(TOPICS.textEmbeddings().name());
    }

    /** Topics of some partitions; a key stands in one of them. */
    private static final class Topics extends MockConsumer<byte[], byte[]> {

        private final int salt;
        private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        private Topics(Random random) {
            super("earliest");
            this.salt = random.nextInt();
        }

        <T extends SpecificRecord> void add(String topic, String key, @Nullable T record) {
            TopicPartition partition = new TopicPartition(topic, Math.floorMod(key.hashCode() * 31 + salt, PARTITIONS));
            List<ConsumerRecord<byte[], byte[]>> before = records.computeIfAbsent(partition, any -> new ArrayList<>());
            before.add(new ConsumerRecord<>(
                    topic,
                    partition.partition(),
                    before.size(),
                    key.getBytes(StandardCharsets.UTF_8),
                    record == null ? null : bytes(topic, record)));
        }

        @SuppressWarnings("unchecked")
        private static <T extends SpecificRecord> byte[] bytes(String topic, T record) {
            return AvroSerdes.serializer((Class<T>) record.getClass()).serialize(topic, record);
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic) {
            asked.add(topic);
            List<PartitionInfo> partitions = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new PartitionInfo(topic, partition, null, null, null));
            }
            return partitions;
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> partitions) {
            super.assign(partitions);
            for (TopicPartition partition : partitions) {
                List<ConsumerRecord<byte[], byte[]>> own = records.getOrDefault(partition, List.of());
                updateBeginningOffsets(Map.of(partition, 0L));
                updateEndOffsets(Map.of(partition, (long) own.size()));
                own.forEach(this::addRecord);
            }
        }

        String report() {
            return ReportJson.write(
                    TopicReport.read(new TopicReading(this, System::nanoTime), TOPICS, DESIGN.getExperimentId()));
        }
    }
}
