package io.steerscope.clustertests;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicDefinition;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A record of a few kilobytes that unpacks to more than the heap stops no role. */
class UnreadableRecordTest {

    private static final int UNPACKED_BYTES = 200 << 20;
    private static final int BYTES_LEFT = 150 << 20;
    private static final int BLOCK_BYTES = 8 << 20;

    @TempDir
    private static Path folder;

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aRecordThatUnpacksToMoreThanTheHeapIsOneDeadLetterAndItsNeighboursGoOn(String protocol) {
        List<byte[]> ballast = new ArrayList<>();
        try (Echo echo = new Echo(cluster, "bomb-" + protocol)) {
            // given
            echo.send(20);
            sendBomb(echo.topics.jobs());
            echo.send(20);
            fillHeap(ballast);
            Map<String, Object> clients = new HashMap<>(cluster.clients());
            clients.put("group.protocol", protocol);

            // when
            Worker worker = echo.worker("one", clients);

            // then
            await().atMost(Echo.BOUND).untilAsserted(() -> {
                assertThat(worker.failure()).isEmpty();
                assertThat(echo.counts(echo.topics.images())).hasSize(40);
                assertThat(echo.counts(echo.topics.deadLetters())).hasSize(1);
            });
            ballast.clear();
            assertThat(echo.counts(echo.topics.images()).values()).containsOnly(1);
            DeadLetter letter =
                    letter(echo.read(echo.topics.deadLetters()).get(0).value());
            assertThat(letter.getKind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
            assertThat(letter.getError()).startsWith("the record cannot be read: ");
            assertThat(letter.getOriginalValue()).isNull();
        }
    }

    @Test
    void anAggregatorLeavesOutWhatUnpacksToMoreThanTheHeap() throws Exception {
        List<byte[]> ballast = new ArrayList<>();
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "bombed")) {
            // given
            experiment.produce();
            sendBomb(experiment.topics.experiments());
            sendBomb(experiment.topics.scores());
            experiment.score();
            sendBomb(experiment.topics.scores());
            fillHeap(ballast);

            // when
            experiment.aggregate(cluster.clients());

            // then
            experiment.awaitComplete();
            ballast.clear();
            String letters = experiment.topics.deadLetters().name();
            await().atMost(Echo.BOUND).untilAsserted(() -> assertThat(Echo.read(cluster.clients(), letters))
                    .hasSize(2)
                    .allSatisfy(record ->
                            assertThat(letter(record.value()).getKind()).isEqualTo(FailureKind.LIMIT_EXCEEDED)));
            assertThat(experiment.ask("health/ready"))
                    .contains(experiment.topics.experiments().name());
        }
    }

    private static DeadLetter letter(byte[] value) {
        return AvroSerdes.deserializer(DeadLetter.class).deserialize("", value);
    }

    private static void sendBomb(TopicDefinition topic) {
        Map<String, Object> properties = new HashMap<>(cluster.clients());
        properties.put("compression.type", "gzip");
        properties.put("max.request.size", UNPACKED_BYTES + BLOCK_BYTES);
        properties.put("buffer.memory", 2L * UNPACKED_BYTES);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), 0, new byte[] {1}, new byte[UNPACKED_BYTES]));
        }
    }

    /** Takes memory until less is left than the record unpacks to. */
    private static void fillHeap(List<byte[]> ballast) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        while (runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory() > BYTES_LEFT) {
            ballast.add(new byte[BLOCK_BYTES]);
        }
    }
}
