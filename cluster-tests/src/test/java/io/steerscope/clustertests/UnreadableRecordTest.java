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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A record of a few kilobytes that unpacks to more than the heap stops no worker. */
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
            sendBomb(echo);
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
            DeadLetter letter = AvroSerdes.deserializer(DeadLetter.class)
                    .deserialize("", echo.read(echo.topics.deadLetters()).get(0).value());
            assertThat(letter.getKind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
            assertThat(letter.getError()).startsWith("the record cannot be read: ");
            assertThat(letter.getOriginalValue()).isNull();
        }
    }

    private static void sendBomb(Echo echo) {
        Map<String, Object> properties = new HashMap<>(cluster.clients());
        properties.put("compression.type", "gzip");
        properties.put("max.request.size", UNPACKED_BYTES + BLOCK_BYTES);
        properties.put("buffer.memory", 2L * UNPACKED_BYTES);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(echo.topics.jobs().name(), 0, null, new byte[UNPACKED_BYTES]));
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
