package io.steerscope.app.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.generatorworker.worker.GeneratorWorker;
import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.publish.ExperimentProducer;
import io.steerscope.producer.publish.ProduceListener;
import io.steerscope.results.analysis.Agreement;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several scorers at once, and workers that come and go while images are made. */
class ScalingWhileRunningTest {

    private static final TopicCatalogue TOPICS = new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, 4, (short) 1);
    private static final List<Long> SEEDS = List.of(0L, 1L, 2L);
    private static final int IMAGES = 6 * 2 * SEEDS.size();

    @TempDir
    private Path folder;

    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private EmbeddedBroker broker;
    private Map<String, Object> clients;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(clients)) {
            new TopicAdministrator(admin).apply(TOPICS);
        }
    }

    @AfterEach
    void stop() {
        RunWorkers.close(workers.values());
        broker.close();
    }

    @Test
    void workersComeAndGoAndNoScoreIsLostOrDoubled() throws Exception {
        // given
        ExperimentDesign six = TestExperiments.design(folder);
        ExperimentDesign design = new ExperimentDesign(
                "six", six.pairs(), SEEDS, six.alphas(), six.methods(), six.settings(), six.orderSeed());
        ExperimentProducer.produce(clients, TOPICS, design, ProduceListener.SILENT);

        // when
        generator("g1");
        scorer("a1", TestExperiments.scorer());
        scorer("b1", TestExperiments.otherScorer());
        awaitScores(4);
        scorer("a2", TestExperiments.scorer());
        scorer("b2", TestExperiments.otherScorer());
        generator("g2");
        awaitScores(IMAGES / 2);
        leave("a1");
        leave("g1");
        awaitScores(IMAGES);
        scorer("a3", TestExperiments.scorer());
        leave("b2");
        awaitScores(2 * IMAGES);
        leave("g2", "a2", "a3", "b1");

        // then
        assertThat(keys(TOPICS.images())).hasSize(IMAGES).allSatisfy((key, times) -> assertThat(times)
                .isOne());
        assertThat(keys(TOPICS.scores())).hasSize(2 * IMAGES).allSatisfy((key, times) -> assertThat(times)
                .isOne());
        assertThat(keys(TOPICS.deadLetters())).isEmpty();
        ReportDocument report = TopicReport.read(clients, TOPICS, "six");
        assertThat(report.isComplete()).isTrue();
        assertThat(report.scorers())
                .hasSize(2)
                .allSatisfy(scorer -> assertThat(scorer.completeness().scored()).isEqualTo(IMAGES));
        assertThat(Agreement.among(report.analyses())
                        .get(0)
                        .methods()
                        .get(0)
                        .agreement()
                        .overall()
                        .n())
                .isEqualTo(12);
    }

    private void generator(String name) {
        workers.put(
                name,
                GeneratorWorker.start(
                        GeneratorWorkerSettings.of(TestExperiments.generator(), 1, TOPICS, name, clients)));
    }

    private void scorer(String name, Path bundle) {
        workers.put(name, ScorerWorker.start(ScorerWorkerSettings.of(bundle, 1, TOPICS, name, clients)));
    }

    private void leave(String... names) {
        List<Worker> leaving = Arrays.stream(names).map(workers::remove).toList();
        RunWorkers.close(leaving);
        assertThat(leaving).allSatisfy(worker -> assertThat(worker.failure()).isEmpty());
    }

    private void awaitScores(int atLeast) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> keys(TOPICS.scores()).size() >= atLeast);
    }

    /** Keys of a topic in the eyes of a reader of committed records, and how often each occurs. */
    private Map<String, Integer> keys(TopicDefinition topic) {
        Map<String, Object> properties = new HashMap<>(clients);
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition()))
                    .collect(Collectors.toList());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<String, Integer> keys = new HashMap<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.merge(record.key(), 1, Integer::sum));
            }
            return keys;
        }
    }
}
