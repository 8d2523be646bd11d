package io.steerscope.aggregator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The whole aggregator against a real broker. */
class AggregatorTest {

    private static final TopicCatalogue TOPICS = new TopicCatalogue("agg.", 3, (short) 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static TestBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start(folder.resolve("kafka"));
        try (Admin admin = Admin.create(broker.clientProperties())) {
            new TopicAdministrator(admin).apply(TOPICS);
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void scoresBecomeFiguresAndOneReportAndSurviveARestart() throws Exception {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        DeadLetter failure = ToyExperiment.failure(scores.get(0).getIdentity(), null);
        write(TOPICS.experiments(), ToyExperiment.ID, ToyExperiment.design());
        write(TOPICS.deadLetters(), RecordKeys.jobKey(failure.getIdentity()), failure);

        // when
        String published;
        try (Aggregator aggregator = Aggregator.start(settings())) {
            for (MarginScore score : scores) {
                write(TOPICS.imageSummaries(), RecordKeys.jobKey(score.getIdentity()), ToyExperiment.summary(score));
            }
            awaitMade(aggregator.statistics(), scores.size());
            scores.subList(1, scores.size()).forEach(AggregatorTest::write);
            awaitComplete(aggregator.statistics());
            await().atMost(PATIENCE).until(() -> !reports().isEmpty());
            published = reports().get(0).getJson();
            assertThat(published).contains("generator_truncated_prompts");
            assertThat(ReportJson.write(aggregator.statistics().report(ToyExperiment.ID)))
                    .isEqualTo(published);
            awaitCaughtUp(aggregator);
            HttpResponse<String> metrics = get(aggregator.httpAddress().resolve("metrics"));
            assertThat(metrics.body())
                    .contains("steerscope_store_reads_seconds_count")
                    .doesNotContain("kafka_");
        }

        // then
        ReportDocument fromTopics = TopicReport.read(broker.clientProperties(), TOPICS, ToyExperiment.ID);
        assertThat(fromTopics.isComplete()).isTrue();
        assertThat(ReportJson.write(fromTopics)).isEqualTo(published);

        // when
        scores.subList(1, scores.size()).forEach(AggregatorTest::write);
        try (Aggregator again = Aggregator.start(settings())) {
            awaitComplete(again.statistics());
            assertThat(ReportJson.write(again.statistics().report(ToyExperiment.ID)))
                    .isEqualTo(published);

            // when
            write(scores.get(0));

            // then
            await().atMost(PATIENCE).until(() -> reports().size() == 2);
            assertThat(reports().get(1).getJson()).isNotEqualTo(published).contains("\"failed\": 0");
        }
    }

    @Test
    void anUnknownExperimentIsToldInOneLine() {
        // then
        assertThatThrownBy(() -> TopicReport.read(broker.clientProperties(), TOPICS, "none"))
                .isInstanceOf(UnknownSubjectException.class)
                .hasMessageStartingWith("There is no experiment \"none\" (");
    }

    private static AggregatorSettings settings() {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("commit.interval.ms", 100);
        return AggregatorSettings.local(properties, TOPICS, folder.resolve("state"))
                .withInstanceId("test-1");
    }

    private static void awaitCaughtUp(Aggregator aggregator) throws Exception {
        URI question = aggregator.httpAddress().resolve("api/experiments/" + ToyExperiment.ID);
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode state = new ObjectMapper().readTree(get(question).body()).path("state");
            assertThat(state.path("caught_up").booleanValue())
                    .as(state.toString())
                    .isTrue();
            JsonNode scores = state.path("topics").path(TOPICS.scores().name());
            assertThat(scores.path("consumed")).hasSize(3).isEqualTo(scores.path("end"));
            assertThat(state.path("coverage").path("answered").intValue()).isEqualTo(16);
            assertThat(state.path("coverage").path("partitions").intValue()).isEqualTo(16);
        });
    }

    private static void awaitMade(LiveStatistics statistics, long images) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        e -> e instanceof StateUnavailableException || e instanceof UnknownSubjectException)
                .until(() -> statistics.progress(ToyExperiment.ID).generator().done() == images);
    }

    private static void awaitComplete(LiveStatistics statistics) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        e -> e instanceof StateUnavailableException || e instanceof UnknownSubjectException)
                .until(() -> statistics.progress(ToyExperiment.ID).isComplete(ToyExperiment.SCORER));
    }

    private static void write(MarginScore score) {
        write(TOPICS.scores(), RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score);
    }

    private static <T extends SpecificRecord> void write(TopicDefinition topic, String key, T value) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        try (KafkaProducer<String, T> producer =
                new KafkaProducer<>(broker.clientProperties(), new StringSerializer(), AvroSerdes.serializer(type))) {
            producer.send(new ProducerRecord<>(topic.name(), key, value));
        }
    }

    private static List<ExperimentReport> reports() {
        TopicPartition partition = new TopicPartition(TOPICS.reports().name(), 0);
        try (KafkaConsumer<String, ExperimentReport> consumer = new KafkaConsumer<>(
                broker.clientProperties(), new StringDeserializer(), AvroSerdes.deserializer(ExperimentReport.class))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            if (end == 0) {
                return List.of();
            }
            return StreamSupport.stream(
                            consumer.poll(Duration.ofSeconds(5))
                                    .records(partition)
                                    .spliterator(),
                            false)
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
