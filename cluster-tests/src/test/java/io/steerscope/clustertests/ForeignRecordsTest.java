package io.steerscope.clustertests;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Records that a broker accepts and that no command writes, before an aggregator that starts and while one runs. */
class ForeignRecordsTest {

    private static final byte[] GARBAGE = {1, 2, 3, 4, 5};

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
    void theStatisticsAreTheSameWithAndWithoutThem() throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "foreign")) {
            // given
            experiment.produce().score();
            experiment.aggregate(cluster.clients());
            experiment.awaitComplete();
            String before = statistics(experiment);

            // when
            poison(experiment);

            // then
            await().atMost(Echo.BOUND)
                    .untilAsserted(() -> assertThat(letters(experiment)).hasSize(11));
            experiment.awaitComplete();
            assertThat(statistics(experiment)).isEqualTo(before);

            // when
            experiment.aggregate(cluster.clients());

            // then
            experiment.awaitComplete();
            assertThat(statistics(experiment)).isEqualTo(before);
            assertThat(experiment.ask("api/experiments")).contains(ScoredExperiment.ID);
            assertThat(experiment.ask("health/ready"))
                    .contains(
                            "\"ready\":true",
                            experiment.topics.experiments().name(),
                            experiment.topics.reports().name());
            assertThat(experiment.ask("metrics")).contains("steerscope_records_left_out");
            assertThat(letters(experiment))
                    .as("a new start writes no dead letter again")
                    .hasSize(11)
                    .allSatisfy(letter -> assertThat(letter.getStage()).isEqualTo("aggregator"))
                    .allSatisfy(letter -> assertThat(letter.getIdentity()).isNull());
        }
    }

    /** Eleven records that are dead letters, and others that are left out or count. */
    private static void poison(ScoredExperiment experiment) {
        GenerationJob job = AvroSerdes.deserializer(GenerationJob.class)
                .deserialize(
                        "jobs",
                        Echo.read(cluster.clients(), experiment.topics.jobs().name())
                                .get(0)
                                .value());
        MarginScore score = ScoredExperiment.score(job, "other", "sound", 0.1);
        MarginScore large = ScoredExperiment.score(job, "other", "large ".repeat(500_000), 0.1);
        String key = RecordKeys.scoreKey(score.getIdentity(), "other");
        TopicDefinition scores = experiment.topics.scores();
        experiment.send(Map.of(), new Untimed(scores, key, bytes(scores, score)));
        experiment.send(scores, key, (byte[]) null);
        experiment.send(scores, "no/score", GARBAGE);
        experiment.send(
                Map.of("compression.type", "gzip", "max.request.size", 16 << 20),
                new ProducerRecord<>(scores.name(), key.getBytes(StandardCharsets.UTF_8), bytes(scores, large)));
        experiment.send(scores, key, ScoredExperiment.score(job, "other", "sound", Double.NaN));
        experiment.send(experiment.topics.imageSummaries(), "any", GARBAGE);
        for (TopicDefinition topic : List.of(
                scores,
                experiment.topics.imageSummaries(),
                experiment.topics.experiments(),
                experiment.topics.reports(),
                experiment.topics.deadLetters())) {
            ProducerRecord<byte[], byte[]> unreadable =
                    new ProducerRecord<>(topic.name(), "unreadable".getBytes(StandardCharsets.UTF_8), GARBAGE);
            unreadable.headers().add("\uD800", GARBAGE);
            // Uncompressed, a broker would look into it and refuse it.
            experiment.send(Map.of("compression.type", "gzip"), unreadable);
        }
        for (TopicDefinition topic : List.of(
                experiment.topics.experiments(),
                experiment.topics.reports(),
                experiment.topics.cancellations(),
                experiment.topics.skippedJobs(),
                experiment.topics.deadLetters())) {
            experiment.send(topic, "garbage", GARBAGE);
            experiment.send(topic, "gone", GARBAGE);
            experiment.send(topic, "gone", (byte[]) null);
            experiment.send(topic, "never-there", (byte[]) null);
            experiment.send(Map.of(), new Untimed(topic, "untimed\u001b[31m", GARBAGE));
        }
    }

    private static byte[] bytes(TopicDefinition topic, MarginScore score) {
        return AvroSerdes.serializer(MarginScore.class).serialize(topic.name(), score);
    }

    private static List<DeadLetter> letters(ScoredExperiment experiment) {
        String topic = experiment.topics.deadLetters().name();
        return Echo.read(cluster.clients(), topic).stream()
                .filter(record -> record.value() != null && record.value().length > GARBAGE.length)
                .map(record -> AvroSerdes.deserializer(DeadLetter.class).deserialize(topic, record.value()))
                .toList();
    }

    private static String statistics(ScoredExperiment experiment) {
        String answer = experiment.statistics();
        assertThat(answer).contains("\"statistics\":");
        return answer.substring(answer.indexOf("\"statistics\":"), answer.indexOf("\"state\":"));
    }

    /** A record of time -1, which stands for none, and which brokers accept. */
    private static final class Untimed extends ProducerRecord<byte[], byte[]> {

        Untimed(TopicDefinition topic, String key, byte @Nullable [] value) {
            super(topic.name(), key.getBytes(StandardCharsets.UTF_8), value);
        }

        @Override
        public Long timestamp() {
            return -1L;
        }
    }
}
