package io.steerscope.clustertests;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.app.broker.TestCluster;
import io.steerscope.generatorworker.worker.GeneratorWorker;
import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.schemas.serde.SchemaVersion;
import io.steerscope.schemas.topic.TopicDefinition;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A record that a newer release wrote ends a role with one line, and is nobody's dead letter. */
class NewerSchemaTest {

    private static final byte[] UNKNOWN = {(byte) 0xC3, 1, 9, 9, 9, 9, 9, 9, 9, 9, 5};

    @TempDir
    private static Path folder;

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void aGeneratorEnds() throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "generator");
                Worker worker = generator(experiment)) {
            // when
            send(experiment, experiment.topics.jobs(), "90");

            // then
            assertEnded(worker, experiment, experiment.topics.jobs());
        }
    }

    @Test
    void aScorerEnds() throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "scorer");
                Worker worker = ScorerWorker.start(ScorerWorkerSettings.of(
                        TinyBundles.scorer(), 1, experiment.topics, "one", cluster.clients()))) {
            // when
            send(experiment, experiment.topics.images(), "90");

            // then
            assertEnded(worker, experiment, experiment.topics.images());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores", "image-summaries", "experiments", "dead-letters"})
    void anAggregatorEnds(String topic) throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "aggregator-" + topic)) {
            // given
            Aggregator aggregator = experiment.aggregate(cluster.clients());

            // when
            experiment.send(Map.of(), newer("aggregator-" + topic + "." + topic, "90"));

            // then
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(aggregator.failure()).isPresent());
            assertThat(aggregator.failure().orElseThrow())
                    .contains("90", "aggregator-" + topic + "." + topic)
                    .doesNotContain("\n");
            assertThat(aggregator.check().live()).isFalse();
        }
    }

    @Test
    void aReportIsRefused() throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "report")) {
            // given
            experiment.produce().score();
            String topic = experiment.topics.scores().name();
            experiment.send(Map.of(), newer(topic, ScoredExperiment.ID + "/c1/lerp/0.5/0/tiny-clip", "90"));

            // when / then
            assertThatThrownBy(() -> TopicReport.read(cluster.clients(), experiment.topics, ScoredExperiment.ID))
                    .hasMessageContaining("90");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "0", "1", "99999", "٣", " 90"})
    void aForgedHeaderMakesADeadLetterAndEndsNobody(String version) throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(
                        cluster, folder, "forged-" + version.codePoints().sum());
                Worker worker = generator(experiment)) {
            // when
            send(experiment, experiment.topics.jobs(), version);

            // then
            await().atMost(Echo.BOUND).until(() -> worker.progress().rejected() == 1);
            assertThat(worker.failure()).isEmpty();
        }
    }

    private static Worker generator(ScoredExperiment experiment) {
        return GeneratorWorker.start(
                GeneratorWorkerSettings.of(TinyBundles.generator(), 1, experiment.topics, "one", cluster.clients()));
    }

    private static void assertEnded(Worker worker, ScoredExperiment experiment, TopicDefinition topic) {
        await().atMost(Echo.BOUND).until(() -> worker.state().isFinal());
        assertThat(worker.check().detail()).contains("90", topic.name()).doesNotContain("\n");
        assertThat(Echo.read(cluster.clients(), experiment.topics.deadLetters().name()))
                .isEmpty();
    }

    private static void send(ScoredExperiment experiment, TopicDefinition topic, String version) {
        experiment.send(Map.of(), newer(topic.name(), version));
    }

    private static ProducerRecord<byte[], byte[]> newer(String topic, String version) {
        return newer(topic, "key", version);
    }

    private static ProducerRecord<byte[], byte[]> newer(String topic, String key, String version) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), UNKNOWN);
        record.headers().add(SchemaVersion.HEADER, version.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
