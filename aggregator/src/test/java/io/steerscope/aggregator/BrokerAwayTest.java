package io.steerscope.aggregator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of an aggregator whose broker goes away, or whose topics are changed by others. */
class BrokerAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void grownAndDeletedTopicsEndItWithOneLineAndAnAbsentBrokerDoesNot() throws Exception {
        // given
        TestBroker broker = TestBroker.start(folder.resolve("kafka"));
        try (Admin admin = Admin.create(broker.clientProperties())) {
            TopicCatalogue kept = topics(admin, broker, "kept.");
            try (Aggregator aggregator = Aggregator.start(settings(broker, kept))) {
                awaitComplete(aggregator);
                String report = ReportJson.write(aggregator.statistics().report(ToyExperiment.ID));
                scoresThatGrowEndTheAggregator(admin, broker, topics(admin, broker, "grown."));
                aDeletedInputEndsTheAggregator(admin, broker, topics(admin, broker, "deleted."));
                aDeletedChangelogIsNotMendedByAnEmptyOne(admin, broker, topics(admin, broker, "changelog."));

                // when
                broker.close();

                // then
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !aggregator.statistics().version().isCaughtUp());
                AggregatorHealth health = aggregator.check();
                assertThat(health.live()).isTrue();
                assertThat(health.ready()).isTrue();
                assertThat(health.detail()).contains("the cluster has not told how far its topics are since ");
                assertThat(ReportJson.write(aggregator.statistics().report(ToyExperiment.ID)))
                        .isEqualTo(report);
                assertThat(aggregator.failure()).isEmpty();
            }
        } finally {
            broker.close();
        }
    }

    private void scoresThatGrowEndTheAggregator(Admin admin, TestBroker broker, TopicCatalogue topics)
            throws Exception {
        try (Aggregator aggregator = Aggregator.start(settings(broker, topics))) {
            awaitComplete(aggregator);

            // when
            admin.createPartitions(Map.of(topics.scores().name(), NewPartitions.increaseTo(4)))
                    .all()
                    .get();

            // then
            awaitFailure(
                    aggregator,
                    "topic grown.scores has 4 partitions, but application grown.agg began with 2: stop all aggregators");
        }
        try (Aggregator again = Aggregator.start(settings(broker, topics))) {
            awaitFailure(again, "topic grown.scores has 4 partitions, but application grown.agg began with 2: ");
        }

        // when
        try (Aggregator other = Aggregator.start(settings(broker, topics).withApplicationId("grown.other"))) {

            // then
            awaitComplete(other);
        }
    }

    private void aDeletedInputEndsTheAggregator(Admin admin, TestBroker broker, TopicCatalogue topics)
            throws Exception {
        try (Aggregator aggregator = Aggregator.start(settings(broker, topics))) {
            awaitComplete(aggregator);

            // when
            admin.deleteTopics(List.of(topics.imageSummaries().name())).all().get();

            // then
            await().atMost(PATIENCE).until(() -> aggregator.failure().isPresent());
            assertThat(aggregator.failure().orElseThrow())
                    .startsWith("topic deleted.image-summaries was deleted: create the topics again")
                    .doesNotContain("\n");
        }
    }

    private void aDeletedChangelogIsNotMendedByAnEmptyOne(Admin admin, TestBroker broker, TopicCatalogue topics)
            throws Exception {
        try (Aggregator aggregator = Aggregator.start(settings(broker, topics))) {
            awaitComplete(aggregator);
        }

        // when
        admin.deleteTopics(List.of("changelog.agg-scores-changelog")).all().get();

        // then
        try (Aggregator again = Aggregator.start(settings(broker, topics))) {
            awaitFailure(
                    again,
                    "topic changelog.agg-scores-changelog, which holds state of application changelog.agg, was deleted: ");
        }
    }

    private static void awaitFailure(Aggregator aggregator, String line) {
        await().atMost(PATIENCE).until(() -> aggregator.failure().isPresent());
        assertThat(aggregator.failure().orElseThrow())
                .startsWith(line)
                .contains("start them with another --application-id")
                .doesNotContain("\n");
        assertThat(aggregator.check().live()).isFalse();
        assertThat(aggregator.check().detail()).isEqualTo(aggregator.failure().orElseThrow());
    }

    private static TopicCatalogue topics(Admin admin, TestBroker broker, String prefix) {
        TopicCatalogue topics = new TopicCatalogue(prefix, 2, (short) 1);
        new TopicAdministrator(admin).apply(topics);
        write(broker, topics.experiments(), ToyExperiment.ID, ToyExperiment.design());
        for (MarginScore score : ToyExperiment.scores()) {
            write(broker, topics.scores(), RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score);
        }
        return topics;
    }

    private AggregatorSettings settings(TestBroker broker, TopicCatalogue topics) {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("commit.interval.ms", 100);
        return AggregatorSettings.local(properties, topics, folder.resolve("state-" + topics.prefix()))
                .withApplicationId(topics.prefix() + "agg")
                .withInstanceId("one");
    }

    private static void awaitComplete(Aggregator aggregator) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        e -> e instanceof StateUnavailableException || e instanceof UnknownSubjectException)
                .until(() -> aggregator.statistics().progress(ToyExperiment.ID).isComplete(ToyExperiment.SCORER)
                        && aggregator.statistics().version().isCaughtUp());
    }

    private static <T extends SpecificRecord> void write(
            TestBroker broker, TopicDefinition topic, String key, T value) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        try (KafkaProducer<String, T> producer =
                new KafkaProducer<>(broker.clientProperties(), new StringSerializer(), AvroSerdes.serializer(type))) {
            producer.send(new ProducerRecord<>(topic.name(), key, value));
        }
    }
}
