package io.steerscope.clustertests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.app.broker.TestCluster;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.pairs.PairSetReader;
import io.steerscope.producer.publish.ExperimentProducer;
import io.steerscope.producer.publish.ProduceListener;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An experiment of 16 images on topics of its own, whose scores are made up, and an aggregator over them. */
final class ScoredExperiment implements AutoCloseable {

    static final String ID = "scored";
    static final int IMAGES = 16;

    private static final String SHA256 = "0123456789abcdef".repeat(4);

    final TestCluster cluster;
    final TopicCatalogue topics;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Aggregator aggregator;

    ScoredExperiment(TestCluster cluster, Path folder, String name) throws IOException {
        this.cluster = cluster;
        this.folder = Files.createDirectories(folder.resolve(name));
        this.topics = new TopicCatalogue(name + ".", 2, (short) 1);
        try (Admin admin = cluster.admin()) {
            new TopicAdministrator(admin).apply(topics);
        }
    }

    ExperimentDesign design() throws IOException {
        Path pairs = Files.write(
                folder.resolve("pairs.csv"),
                List.of(
                        "pair_id,category,source,target",
                        "c1,colour,one white tulip,one red tulip",
                        "c2,colour,two pink bolts,two white bolts",
                        "s1,size,one small rocket,one large rocket",
                        "s2,size,one small crown,one large crown"));
        return new ExperimentDesign(
                ID,
                PairSetReader.read(pairs),
                List.of(0L, 1L),
                List.of(0.5, 1.0),
                List.of("lerp"),
                new GeneratorSettings("tiny-sdxl", "euler", 1, 2.0, null, 64, 64, null),
                7);
    }

    ScoredExperiment produce() throws IOException {
        ExperimentProducer.produce(cluster.clients(), topics, design(), ProduceListener.SILENT);
        return this;
    }

    /** Writes a score for every job. */
    ScoredExperiment score() {
        Echo.read(cluster.clients(), topics.jobs().name()).forEach(record -> {
            GenerationJob job =
                    AvroSerdes.deserializer(GenerationJob.class).deserialize(record.topic(), record.value());
            MarginScore score = score(
                    job,
                    0.01 * (job.getIdentity().getPairId().charAt(1) - '0')
                            + 0.001 * job.getIdentity().getSeed());
            send(topics.scores(), RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score);
        });
        return this;
    }

    static MarginScore score(GenerationJob job, double margin) {
        return score(job, "tiny-clip", job.getSource(), margin);
    }

    static MarginScore score(GenerationJob job, String scorerId, String source, double margin) {
        return new MarginScore(
                job.getIdentity(),
                scorerId,
                SHA256,
                null,
                job.getCategory(),
                source,
                job.getTarget(),
                0.2,
                0.2 + margin,
                margin,
                null,
                false,
                false,
                new PromptTokens(false, 0, 0),
                SHA256,
                null,
                null,
                null,
                Instant.EPOCH,
                null);
    }

    <T extends SpecificRecord> void send(TopicDefinition topic, String key, T value) {
        RecordHeaders headers = new RecordHeaders();
        @SuppressWarnings("unchecked")
        byte[] bytes = AvroSerdes.serializer((Class<T>) value.getClass()).serialize(topic.name(), headers, value);
        send(Map.of(), new ProducerRecord<>(topic.name(), null, key.getBytes(StandardCharsets.UTF_8), bytes, headers));
    }

    /** Sends bytes. */
    void send(TopicDefinition topic, String key, byte @Nullable [] value) {
        send(Map.of(), new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    void send(Map<String, Object> more, ProducerRecord<byte[], byte[]> record) {
        Map<String, Object> properties = new HashMap<>(cluster.clients());
        properties.putAll(more);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a new aggregator without any state; ends the one before. */
    Aggregator aggregate(Map<String, Object> clientProperties) {
        if (aggregator != null) {
            aggregator.close();
        }
        aggregator = Aggregator.start(
                AggregatorSettings.local(clientProperties, topics, folder.resolve("state-" + System.nanoTime()))
                        .withApplicationId(topics.prefix() + "aggregator"));
        return aggregator;
    }

    /** The statistics of the experiment as soon as all scores are in them. */
    void awaitComplete() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(statistics()).contains("\"scored\":" + IMAGES, "\"caught_up\":true"));
    }

    String statistics() {
        return ask("api/experiments/" + ID + "/statistics");
    }

    /** The body of an answer, behind its status where that is not 200. */
    String ask(String path) {
        try {
            assertThat(aggregator).isNotNull();
            URI address = aggregator.httpAddress().resolve(path);
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(15))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return "no answer: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        if (aggregator != null) {
            aggregator.close();
        }
    }
}
