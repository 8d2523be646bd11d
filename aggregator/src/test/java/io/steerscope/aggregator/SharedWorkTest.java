package io.steerscope.aggregator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.httpserver.GuardedServer;
import io.steerscope.httpserver.Secret;
import io.steerscope.httpserver.ServerSettings;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.analysis.ExperimentData;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several aggregators of one application id against a real broker, asked all the time. */
class SharedWorkTest {

    private static final TopicCatalogue TOPICS = new TopicCatalogue("sharing.", 2, (short) 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Secret SECRET = Secret.of("what-instances-know");
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final String WHOLE = "whole";
    private static final String BY_STANDBY = "whole, by standby";
    private static final String STATISTICS = "api/experiments/toy/statistics";
    private static final List<String> QUESTIONS = List.of(
            STATISTICS,
            "api/experiments/toy",
            "api/experiments/toy/items?sort=margin&limit=1000",
            "api/experiments/toy/images/c1-p2/analogy/1.0/2",
            "api/experiments/toy/report");

    @TempDir
    static Path folder;

    private static TestBroker broker;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start(folder.resolve("kafka"));
        try (Admin admin = Admin.create(broker.clientProperties())) {
            new TopicAdministrator(admin).apply(TOPICS);
        }
        List<MarginScore> scores = ToyExperiment.scores();
        DeadLetter failure = ToyExperiment.failure(scores.get(0).getIdentity(), null);
        write(TOPICS.experiments(), Map.of(ToyExperiment.ID, ToyExperiment.design()));
        write(TOPICS.deadLetters(), Map.of(RecordKeys.jobKey(failure.getIdentity()), failure));
        Map<String, MarginScore> byKey = new LinkedHashMap<>();
        Random random = new Random(5);
        scores.subList(1, scores.size())
                .forEach(score -> byKey.put(
                        RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()),
                        Edited.with(score, "embedding", EmbeddingBytes.unit(vector(random)))));
        String misplaced = byKey.keySet().iterator().next();
        writeElsewhere(misplaced, byKey.remove(misplaced));
        write(TOPICS.scores(), byKey);
    }

    private static float[] vector(Random random) {
        float[] vector = new float[16];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    /** Writes a score to a partition where its key does not put it. */
    private static void writeElsewhere(String key, MarginScore score) {
        try (KafkaProducer<String, MarginScore> producer = new KafkaProducer<>(
                broker.clientProperties(), new StringSerializer(), AvroSerdes.serializer(MarginScore.class))) {
            int partitions = producer.partitionsFor(TOPICS.scores().name()).size();
            int own = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
            producer.send(new ProducerRecord<>(TOPICS.scores().name(), (own + 1) % partitions, key, score));
        }
    }

    /** Number and digest of all embeddings as an instance reads them. */
    private static String embeddings(Aggregator aggregator) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        ExperimentData data =
                aggregator.statistics().look().analysed(ToyExperiment.ID).data();
        List<MarginScore> scores = data.scorers().stream()
                .flatMap(scorer -> scorer.methods().stream())
                .flatMap(method -> method.scores().stream())
                .toList();
        long read = data.embeddings().images(scores, (score, vector) -> digest.update(EmbeddingBytes.of(vector)));
        return read + " " + HexFormat.of().formatHex(digest.digest());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void everyAggregatorAnswersEveryQuestionWithTheSameBytesWhileOthersComeAndGo() throws Exception {
        // given
        Aggregator first = aggregator("same", "1", 1, null);
        awaitOutcome(first, WHOLE);
        Set<String> outcomes = new TreeSet<>();

        // when
        Aggregator second = aggregator("same", "2", 1, null);
        Aggregator third = aggregator("same", "3", 1, null);
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> {
            outcomes.addAll(List.of(outcome(first), outcome(second), outcome(third)));
            return share(first) > 0 && share(second) > 0 && share(third) > 0;
        });
        for (Aggregator one : List.of(first, second, third)) {
            awaitOutcome(one, WHOLE);
        }

        // then
        assertThat(outcomes).isSubsetOf(WHOLE, BY_STANDBY, "starting", "rebalancing", "restoring", "elsewhere");
        for (String question : QUESTIONS) {
            String answer = answer(first, question);
            assertThat(answer(second, question)).as(question).isEqualTo(answer);
            assertThat(answer(third, question)).as(question).isEqualTo(answer);
        }
        assertThat(embeddings(first)).startsWith(ToyExperiment.IMAGES - 1 + " ");
        assertThat(embeddings(second)).isEqualTo(embeddings(first));
        assertThat(embeddings(third)).isEqualTo(embeddings(first));
        assertThat(get(third, "metrics").body()).contains("steerscope_store_reads_seconds_count{from=\"remote\"");

        // when
        String answer = answer(second, STATISTICS);
        int all = share(first) + share(second) + share(third);
        open.removeAll(List.of(first, third));
        CompletableFuture<Void> ended = CompletableFuture.runAsync(first::close).thenRun(third::close);
        Set<String> afterwards = new TreeSet<>();
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> {
            afterwards.add(outcome(second));
            return ended.isDone() && share(second) == all;
        });
        afterwards.addAll(awaitOutcome(second, WHOLE));

        // then
        assertThat(afterwards).isSubsetOf(WHOLE, BY_STANDBY, "unreachable", "rebalancing", "restoring", "elsewhere");
        assertThat(answer(second, STATISTICS)).isEqualTo(answer);
    }

    @Test
    void standbysAnswerForAnAggregatorThatStopsAnsweringUntilItIsBack() throws Exception {
        // given
        Relay relay = closedLast(Relay.open());
        Aggregator first = aggregator("hang", "1", 1, relay);
        Aggregator second = aggregator("hang", "2", 1, null);
        await().atMost(PATIENCE).until(() -> share(first) > 0 && share(second) > 0);
        awaitOutcome(first, WHOLE);
        awaitOutcome(second, WHOLE);

        // when
        relay.set(Relay.Mode.HANG);
        Set<String> outcomes = awaitOutcome(second, BY_STANDBY);

        // then
        assertThat(outcomes).isSubsetOf(WHOLE, "unreachable", BY_STANDBY);
        for (String question : QUESTIONS) {
            assertThat(answer(second, question)).as(question).isEqualTo(answer(first, question));
        }

        // when
        relay.set(Relay.Mode.CUT);
        relay.set(Relay.Mode.PASS);

        // then
        assertThat(awaitOutcome(second, WHOLE)).isSubsetOf(WHOLE, "unreachable", "elsewhere", BY_STANDBY);
    }

    @Test
    void withoutStandbysAnAggregatorThatStopsAnsweringIsNamed() throws Exception {
        // given
        Relay relay = closedLast(Relay.open());
        Aggregator first = aggregator("named", "1", 0, relay);
        Aggregator second = aggregator("named", "2", 0, null);
        await().atMost(PATIENCE).until(() -> share(first) > 0 && share(second) > 0);
        awaitOutcome(second, WHOLE);

        // when
        relay.set(Relay.Mode.CUT);

        // then
        assertThat(awaitOutcome(second, "unreachable")).isSubsetOf(WHOLE, "unreachable");
        HttpResponse<String> refusal = get(second, STATISTICS);
        assertThat(refusal.statusCode()).isEqualTo(503);
        assertThat(refusal.body()).contains("127.0.0.1:" + relay.port());
        assertThat(refusal.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(outcome(first)).isEqualTo(WHOLE);
    }

    /** Asks until this is the outcome; all outcomes on the way. */
    private Set<String> awaitOutcome(Aggregator aggregator, String last) {
        Set<String> outcomes = new TreeSet<>();
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> {
            String outcome = outcome(aggregator);
            outcomes.add(outcome);
            return outcome.equals(last);
        });
        return outcomes;
    }

    /** The code of an error, {@link #WHOLE} or {@link #BY_STANDBY} for the right answer, or the answer itself. */
    private String outcome(Aggregator aggregator) throws Exception {
        HttpResponse<String> response = get(aggregator, STATISTICS);
        JsonNode body = new ObjectMapper().readTree(response.body());
        if (response.statusCode() == 200) {
            JsonNode state = body.path("state");
            JsonNode coverage = state.path("coverage");
            boolean standby = coverage.path("standby").intValue() > 0;
            boolean whole = coverage.path("answered").equals(coverage.path("partitions"))
                    && body.path("complete").booleanValue()
                    && body.path("statistics").path(0).path("overall").path("n").intValue() == 11
                    && !(standby && state.path("caught_up").booleanValue());
            return !whole ? "partial: " + response.body() : standby ? BY_STANDBY : WHOLE;
        }
        boolean retryable = response.statusCode() == 503
                && response.headers().firstValue("Retry-After").isPresent();
        return retryable ? body.path("error").textValue() : response.statusCode() + ": " + response.body();
    }

    /** Number of partitions that an aggregator holds as active. */
    private int share(Aggregator aggregator) throws Exception {
        int share = 0;
        for (JsonNode partitions : new ObjectMapper()
                .readTree(get(aggregator, "internal/holdings").body())
                .path("active")) {
            share += partitions.size();
        }
        return share;
    }

    /** The answer without what it rests on, asked for again while it is refused. */
    private String answer(Aggregator aggregator, String question) throws Exception {
        List<HttpResponse<String>> last = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> {
            last.add(0, get(aggregator, question));
            return last.get(0).statusCode() != 503;
        });
        HttpResponse<String> response = last.get(0);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        if (question.endsWith("/report")) {
            return response.body();
        }
        ObjectNode body = (ObjectNode) new ObjectMapper().readTree(response.body());
        body.remove(List.of("state", "stages"));
        return body.toString();
    }

    private HttpResponse<String> get(Aggregator aggregator, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(aggregator.httpAddress().toString()).resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header(GuardedServer.SECRET_HEADER, SECRET.reveal())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private Aggregator aggregator(String application, String instance, int standbys, Relay relay) {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("commit.interval.ms", 100);
        properties.put("num.standby.replicas", standbys);
        properties.put("consumer.session.timeout.ms", 3_000);
        properties.put("consumer.heartbeat.interval.ms", 300);
        AggregatorSettings settings = AggregatorSettings.local(
                        properties, TOPICS, folder.resolve(application + "-" + instance))
                .withApplicationId(application)
                .withHttp(ServerSettings.of("127.0.0.1", 0).withPeerSecret(SECRET));
        Aggregator started =
                Aggregator.start(relay == null ? settings : settings.withAdvertised("127.0.0.1", relay.port()));
        if (relay != null) {
            relay.to(started.httpAddress().getPort());
        }
        open.add(0, started);
        return started;
    }

    private <T extends AutoCloseable> T closedLast(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private static <T extends SpecificRecord> void write(TopicDefinition topic, Map<String, T> records) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) records.values().iterator().next().getClass();
        try (KafkaProducer<String, T> producer =
                new KafkaProducer<>(broker.clientProperties(), new StringSerializer(), AvroSerdes.serializer(type))) {
            records.forEach((key, value) -> producer.send(new ProducerRecord<>(topic.name(), key, value)));
        }
    }
}
