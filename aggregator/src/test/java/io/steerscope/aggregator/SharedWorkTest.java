package io.steerscope.aggregator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two aggregators of one application id against a real broker, asked all the time. */
class SharedWorkTest {

    private static final TopicCatalogue TOPICS = new TopicCatalogue("sharing.", 2, (short) 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void whileTheWorkMovesAnAnswerIsWholeOrARetryableError() throws Exception {
        try (TestBroker broker = TestBroker.start(folder.resolve("kafka"))) {
            // given
            write(broker);
            try (Aggregator first = Aggregator.start(settings(broker, "1"))) {
                URI question = first.httpAddress().resolve("api/experiments/toy/statistics");
                await().atMost(PATIENCE).until(() -> outcome(question).equals("whole"));

                // when
                Set<String> outcomes = new TreeSet<>();
                try (Aggregator second = Aggregator.start(settings(broker, "2"))) {
                    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
                        outcomes.add(outcome(question));
                        return outcomes.contains("elsewhere") && second.check().healthy();
                    });
                }

                // then
                assertThat(outcomes).isSubsetOf("whole", "rebalancing", "restoring", "elsewhere");
            }
        }
    }

    /** The code of an error, "whole" for the right answer, or the answer itself. */
    private String outcome(URI question) throws Exception {
        HttpResponse<String> response =
                client.send(HttpRequest.newBuilder(question).build(), HttpResponse.BodyHandlers.ofString());
        JsonNode body = new ObjectMapper().readTree(response.body());
        if (response.statusCode() == 200) {
            JsonNode coverage = body.path("state").path("coverage");
            boolean whole = coverage.path("answered").equals(coverage.path("partitions"))
                    && body.path("complete").booleanValue()
                    && body.path("statistics").path(0).path("overall").path("n").intValue() == 12;
            return whole ? "whole" : "partial: " + response.body();
        }
        boolean retryable = response.statusCode() == 503
                && response.headers().firstValue("Retry-After").isPresent();
        return retryable ? body.path("error").textValue() : response.statusCode() + ": " + response.body();
    }

    private AggregatorSettings settings(TestBroker broker, String instance) {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("commit.interval.ms", 100);
        return AggregatorSettings.local(properties, TOPICS, folder.resolve("state-" + instance))
                .withInstanceId("test-" + instance);
    }

    private static void write(TestBroker broker) throws Exception {
        try (Admin admin = Admin.create(broker.clientProperties())) {
            new TopicAdministrator(admin).apply(TOPICS);
        }
        try (KafkaProducer<String, Experiment> producer = new KafkaProducer<>(
                broker.clientProperties(), new StringSerializer(), AvroSerdes.serializer(Experiment.class))) {
            producer.send(new ProducerRecord<>(TOPICS.experiments().name(), ToyExperiment.ID, ToyExperiment.design()));
        }
        try (KafkaProducer<String, MarginScore> producer = new KafkaProducer<>(
                broker.clientProperties(), new StringSerializer(), AvroSerdes.serializer(MarginScore.class))) {
            for (MarginScore score : ToyExperiment.scores()) {
                producer.send(new ProducerRecord<>(
                        TOPICS.scores().name(), RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score));
            }
        }
    }
}
