package io.steerscope.clustertests;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.image.EncodedImage;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A score and the embeddings of its prompts, in the eyes of a reader of committed records. */
class TextEmbeddingsTest {

    private static final int PROMPTS = 6;

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static int tests;

    private TopicCatalogue topics;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start(folder);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void applyTopics(TestInfo test) {
        topics = new TopicCatalogue("texts-" + tests++ + ".", 2, (short) 1);
        try (Admin admin = cluster.admin()) {
            new TopicAdministrator(admin).apply(topics);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ApiKeys.class,
            names = {"PRODUCE", "TXN_OFFSET_COMMIT", "END_TXN"})
    void noScoreIsSeenBeforeItsTextsWhateverAnswersAreLost(ApiKeys request) throws Exception {
        // given
        send(0, 40);
        cluster.wire().loseAnswers(request, 1);

        // when
        try (Worker worker = ScorerWorker.start(settings(wired(), "one"))) {
            await().atMost(Echo.BOUND).until(() -> scoresWithTheirTexts() == 40);
            assertThat(worker.failure()).isEmpty();
        }

        // then
        assertThat(keys(topics.scores().name())).hasSize(40);
        assertThat(new HashSet<>(keys(topics.textEmbeddings().name()))).hasSize(2 * PROMPTS);
    }

    @Test
    void aWorkerWritesEachTextOnceAndAnotherOneWritesTheSameBytes() throws Exception {
        // given
        send(0, 30);
        try (Worker worker = ScorerWorker.start(settings(cluster.clients(), "one"))) {
            await().atMost(Echo.BOUND).until(() -> worker.progress().emitted() == 30);
        }
        List<String> once = keys(topics.textEmbeddings().name());
        assertThat(once).hasSize(2 * PROMPTS).doesNotHaveDuplicates();

        // when
        send(30, 60);
        try (Worker worker = ScorerWorker.start(settings(cluster.clients(), "two"))) {
            await().atMost(Echo.BOUND).until(() -> worker.progress().emitted() == 30);
        }

        // then
        Map<String, ByteBuffer> values = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                Echo.read(cluster.clients(), topics.textEmbeddings().name())) {
            ByteBuffer value = ByteBuffer.wrap(record.value());
            assertThat(values.merge(text(record.key()), value, (before, after) -> after))
                    .isEqualTo(value);
        }
        assertThat(keys(topics.textEmbeddings().name())).hasSize(4 * PROMPTS);
        assertThat(values.keySet()).isEqualTo(Set.copyOf(once));
    }

    @Test
    void aMissingTopicIsNamedAndNoScoreIsWrittenUntilItIsThere() throws Exception {
        // given
        try (Admin admin = cluster.admin()) {
            admin.deleteTopics(List.of(topics.textEmbeddings().name())).all().get();
        }
        send(0, 10);
        Map<String, Object> clients = new HashMap<>(cluster.clients());
        clients.put("producer.max.block.ms", 2_000);
        clients.put("metadata.max.age.ms", 1_000);

        // when
        try (Worker worker = ScorerWorker.start(settings(clients, "one"))) {
            await().atMost(Echo.BOUND)
                    .untilAsserted(() -> assertThat(worker.check().detail())
                            .contains(topics.textEmbeddings().name(), "'steerscope topics apply' creates it"));
            assertThat(keys(topics.scores().name())).isEmpty();

            // then
            try (Admin admin = cluster.admin()) {
                new TopicAdministrator(admin).apply(topics);
            }
            await().atMost(Echo.BOUND).until(() -> scoresWithTheirTexts() == 10);
        }
    }

    @Test
    void withoutEmbeddingsTheTopicIsNotNeeded() throws Exception {
        // given
        try (Admin admin = cluster.admin()) {
            admin.deleteTopics(List.of(topics.textEmbeddings().name())).all().get();
        }
        send(0, 10);

        // when
        try (Worker worker =
                ScorerWorker.start(settings(cluster.clients(), "one").withEmbeddings(false))) {
            await().atMost(Echo.BOUND).until(() -> worker.progress().emitted() == 10);
            assertThat(worker.check().ready()).isTrue();
        }

        // then
        assertThat(scores()).hasSize(10).allSatisfy(score -> assertThat(EmbeddingBytes.ofImage(score))
                .isEmpty());
    }

    /** How many scores are visible, each of which must have both of its texts by now. */
    private int scoresWithTheirTexts() {
        List<MarginScore> scores = scores();
        Map<String, TextEmbedding> texts = new HashMap<>();
        String topic = topics.textEmbeddings().name();
        for (ConsumerRecord<byte[], byte[]> record : Echo.read(cluster.clients(), topic)) {
            texts.put(
                    text(record.key()),
                    AvroSerdes.deserializer(TextEmbedding.class).deserialize(topic, record.value()));
        }
        for (MarginScore score : scores) {
            float[] image = EmbeddingBytes.ofImage(score).orElseThrow();
            for (String prompt : List.of(score.getSource(), score.getTarget())) {
                TextEmbedding text =
                        texts.get(RecordKeys.textEmbeddingKey(score.getScorerSha256(), score.getScorerDtype(), prompt));
                assertThat(text).as("embedding of %s", prompt).isNotNull();
                assertThat(text.getText()).isEqualTo(prompt);
                assertThat(EmbeddingBytes.vector(text.getEmbedding())).hasSameSizeAs(image);
            }
        }
        return scores.size();
    }

    private List<MarginScore> scores() {
        String topic = topics.scores().name();
        return Echo.read(cluster.clients(), topic).stream()
                .map(record -> AvroSerdes.deserializer(MarginScore.class).deserialize(topic, record.value()))
                .toList();
    }

    private List<String> keys(String topic) {
        return Echo.read(cluster.clients(), topic).stream()
                .map(record -> text(record.key()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private ScorerWorkerSettings settings(Map<String, Object> clients, String instance) {
        ScorerWorkerSettings settings = ScorerWorkerSettings.of(TinyBundles.scorer(), 1, topics, instance, clients);
        return settings.withWorker(settings.worker().withBatchSize(8));
    }

    /** Clients whose answers may be lost, and which give up on one after a second. */
    private static Map<String, Object> wired() {
        Map<String, Object> properties = new HashMap<>(cluster.wiredClients());
        properties.put("request.timeout.ms", 1_000);
        return properties;
    }

    private void send(int from, int to) throws IOException {
        List<GeneratedImage> images = new ArrayList<>();
        for (int i = from; i < to; i++) {
            images.add(image(i));
        }
        try (KafkaProducer<String, GeneratedImage> producer = new KafkaProducer<>(
                cluster.clients(), new StringSerializer(), AvroSerdes.serializer(GeneratedImage.class))) {
            images.forEach(image -> producer.send(
                    new ProducerRecord<>(topics.images().name(), RecordKeys.jobKey(image.getIdentity()), image)));
        }
    }

    private static GeneratedImage image(int number) throws IOException {
        int pair = number % PROMPTS;
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(number % 64, number / 64, 0xFF8000);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        byte[] bytes = png.toByteArray();
        return new GeneratedImage(
                new Identity("texts", "pair-" + pair, "lerp", 0.5, (long) number),
                "colour",
                "a red car " + pair,
                "a blue car " + pair,
                null,
                new ImageData(ByteBuffer.wrap(bytes), null, EncodedImage.sha256(bytes), "image/png", 64, 64),
                new GeneratorSettings("toy", "euler", 1, 1.0, null, 64, 64, "float32"),
                new GeneratorStamp("toy", "cc", "test", 1.0, "float32"),
                false,
                Instant.EPOCH,
                null);
    }
}
