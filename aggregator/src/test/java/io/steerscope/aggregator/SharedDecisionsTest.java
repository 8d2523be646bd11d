package io.steerscope.aggregator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.aggregator.query.ExperimentLooks;
import io.steerscope.aggregator.topology.StoppedScores;
import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.intake.TopicReading;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Decisions of several aggregators of one application id against a real broker. */
class SharedDecisionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Experiment DESIGN = StoppedScores.design();
    private static final List<MarginScore> SCORES = StoppedScores.scores(DESIGN, ToyExperiment.SCORER);

    @TempDir
    static Path folder;

    private static TestBroker broker;

    private final List<Aggregator> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @AfterEach
    void close() {
        open.forEach(Aggregator::close);
    }

    @Test
    void decisionsAreThoseOfTheItemsAndStandWhoeverIsInChargeAndWhateverIsCorrected() throws Exception {
        // given
        TopicCatalogue topics = topics("shared.");
        write(topics.experiments(), Map.of(ToyExperiment.ID, DESIGN));
        Aggregator first = aggregator(topics, "shared", 1);
        aggregator(topics, "shared", 2);

        // when
        write(topics.scores(), byKey(SCORES));

        // then
        List<Decision> expected = expected();
        await().atMost(PATIENCE).until(() -> decisions(topics).size() == 4);
        assertThat(decisions(topics)).containsExactlyInAnyOrderElementsOf(expected);

        // when all scores are corrected, and another instance comes into charge
        write(
                topics.scores(),
                byKey(SCORES.stream()
                        .map(score -> Edited.with(score, "margin", -score.getMargin()))
                        .toList()));
        first.close();
        Aggregator third = aggregator(topics, "shared", 3);
        await().atMost(PATIENCE).until(() -> isCaughtUp(third));
        Experiment other = Edited.with(Edited.with(DESIGN, "experimentId", "other"), "designSha256", "e".repeat(64));
        write(topics.experiments(), Map.of("other", other));
        write(topics.scores(), byKey(renamed(SCORES)));

        // then only what was not decided before is written
        await().atMost(PATIENCE).until(() -> decisions(topics).size() == 8);
        assertThat(decisions(topics).subList(0, 4)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(decisions(topics).subList(4, 8))
                .allMatch(decision -> decision.getExperimentId().equals("other"));
        assertThat(third.statistics().progress("other").experiment()).isEqualTo(other);
    }

    @Test
    void aWriterThatWasFencedWritesNothingAndTheNextOneKnowsWhatStands() throws Exception {
        // given
        TopicCatalogue topics = topics("fenced.");
        List<Decision> all = expected();
        DecisionLog before = log(topics);
        before.write(all.subList(0, 1));

        // when
        DecisionLog after = log(topics);

        // then
        assertThatThrownBy(() -> before.write(all.subList(1, 2))).isInstanceOf(KafkaException.class);
        assertThat(after.write(all)).isEqualTo(all.subList(1, 4));
        assertThat(after.write(all)).isEmpty();
        assertThat(decisions(topics)).containsExactlyInAnyOrderElementsOf(all);
        before.close();
        after.close();
    }

    private static boolean isCaughtUp(Aggregator aggregator) {
        try {
            return aggregator.statistics().look().version().isCaughtUp();
        } catch (StateUnavailableException e) {
            return false;
        }
    }

    /** What one look at all scores decides. */
    private static List<Decision> expected() {
        try (TopologyFixture topology = new TopologyFixture().design(DESIGN).scoreAll(SCORES)) {
            return new ExperimentLooks(DESIGN, System::nanoTime).look(topology, cell -> false);
        }
    }

    private static List<MarginScore> renamed(List<MarginScore> scores) {
        return scores.stream()
                .map(score -> Edited.with(
                        score,
                        "identity",
                        new Identity(
                                "other",
                                score.getIdentity().getPairId(),
                                score.getIdentity().getMethod(),
                                score.getIdentity().getAlpha(),
                                score.getIdentity().getSeed())))
                .toList();
    }

    private static Map<String, MarginScore> byKey(List<MarginScore> scores) {
        Map<String, MarginScore> byKey = new TreeMap<>();
        scores.forEach(score -> byKey.put(RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score));
        return byKey;
    }

    private static DecisionLog log(TopicCatalogue topics) {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("transactional.id", "application-decisions");
        Supplier<Producer<String, Decision>> producers =
                () -> new KafkaProducer<>(properties, new StringSerializer(), AvroSerdes.serializer(Decision.class));
        return DecisionLog.open(
                producers, action -> read(topics, record -> action.accept(record)), topics, RecordLimits.DEFAULT);
    }

    /** In the order in which each partition has them, by offset. */
    private static List<Decision> decisions(TopicCatalogue topics) {
        List<Decision> decisions = new ArrayList<>();
        read(topics, record -> {
            Decision decision = AvroSerdes.deserializer(Decision.class)
                    .deserialize(record.topic(), record.headers(), record.value());
            assertThat(new String(record.key(), StandardCharsets.UTF_8))
                    .startsWith(decision.getExperimentId() + "/clip-c/analogy/");
            decisions.add(decision);
        });
        decisions.sort(
                Comparator.comparing(decision -> !decision.getExperimentId().equals(ToyExperiment.ID)));
        return decisions;
    }

    private static void read(TopicCatalogue topics, TopicReading.Action<RuntimeException> action) {
        try (TopicReading reading = new TopicReading(broker.clientProperties())) {
            reading.forEach(topics.decisions().name(), TopicReading.Extent.AND_NEWER, action, left -> {});
        }
    }

    private static TopicCatalogue topics(String prefix) throws Exception {
        TopicCatalogue topics = new TopicCatalogue(prefix, 2, (short) 1);
        try (Admin admin = Admin.create(broker.clientProperties())) {
            new TopicAdministrator(admin).apply(topics);
        }
        return topics;
    }

    private Aggregator aggregator(TopicCatalogue topics, String application, int number) {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("consumer.session.timeout.ms", 3_000);
        properties.put("consumer.heartbeat.interval.ms", 300);
        Aggregator started = Aggregator.start(
                AggregatorSettings.local(properties, topics, folder.resolve(application + "-" + number))
                        .withApplicationId(application));
        open.add(started);
        return started;
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
