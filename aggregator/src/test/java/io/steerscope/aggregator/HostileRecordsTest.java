package io.steerscope.aggregator;

import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.intake.LeftOutRecord;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Records that nobody here would write, in every input topic of a real broker. */
class HostileRecordsTest {

    /** Letters of 12 MB come slowly; a reading that stands still is begun anew. */
    private static final Duration ONE_READING = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FAR = Long.toString(Long.MAX_VALUE);

    @TempDir
    static Path folder;

    private static TestBroker broker;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start(folder.resolve("kafka"));
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("compression.type", "zstd");
        properties.put("max.request.size", 64 << 20);
        properties.put("buffer.memory", 128L << 20);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        broker.close();
    }

    @Test
    void everyScoreAndSummaryThatDoesNotCountHasOneLetterAndTheOthersCount() throws Exception {
        // given
        TopicCatalogue topics = topics("hostile.");
        List<MarginScore> scores = ToyExperiment.scores();
        write(topics.experiments(), ToyExperiment.ID, ToyExperiment.design());
        Map<String, FailureKind> refused = new TreeMap<>();

        // when
        String report;
        try (Aggregator aggregator = Aggregator.start(settings(topics, "a"))) {
            hostileScores(topics.scores(), scores.get(0), refused);
            hostileSummaries(topics.imageSummaries(), scores.get(0), refused);
            hostileLetters(topics.deadLetters());
            for (MarginScore score : scores) {
                write(topics.scores(), scoreKey(score), score);
            }
            awaitComplete(aggregator);

            // then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(kinds(letters(topics))).isEqualTo(refused));
            assertThat(aggregator.check().ready()).isTrue();
            assertThat(aggregator.statistics().progress(ToyExperiment.ID).imagesFailed())
                    .isZero();
            report = ReportJson.write(aggregator.statistics().report(ToyExperiment.ID));
            assertThat(ReportJson.write(TopicReport.read(broker.clientProperties(), topics, ToyExperiment.ID)))
                    .isEqualTo(report);
            assertThat(get(aggregator.httpAddress().resolve("metrics"))).contains("steerscope_records_refused_total{");
        }

        // when
        try (Aggregator again = Aggregator.start(settings(topics, "a"))) {
            awaitComplete(again);
            assertThat(ReportJson.write(again.statistics().report(ToyExperiment.ID)))
                    .isEqualTo(report);
        }

        // then
        assertThat(kinds(letters(topics))).isEqualTo(refused);
    }

    private static void hostileScores(TopicDefinition topic, MarginScore good, Map<String, FailureKind> refused) {
        byte[] key = bytes(scoreKey(good));
        byte[] value = encode(good);
        Refusals at = new Refusals(topic, refused);
        at.write(FailureKind.MALFORMED_RECORD, null, 0, key, new byte[5]);
        at.write(FailureKind.MALFORMED_RECORD, null, 0, key, new byte[0]);
        at.write(FailureKind.MALFORMED_RECORD, -1L, 0, key, new byte[] {(byte) 0xC3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
        at.write(FailureKind.MALFORMED_RECORD, null, 0, key, Arrays.copyOf(value, value.length / 2));
        at.write(FailureKind.MALFORMED_RECORD, null, 0, new byte[0], value);
        at.write(FailureKind.MALFORMED_RECORD, null, 0, new byte[] {(byte) 0xFF, 0}, value);
        at.write(FailureKind.MALFORMED_RECORD, null, 0, bytes("toy/other/\u001b[2J"), value);
        at.write(FailureKind.MALFORMED_RECORD, null, 0, new byte[900_000], value);
        at.write(FailureKind.MALFORMED_RECORD, null, 0, bytes("toy"), null);
        at.write(FailureKind.MALFORMED_RECORD, null, 12 << 20, key, new byte[7]);
        at.write(FailureKind.LIMIT_EXCEEDED, null, 0, key, new byte[12 << 20]);
        at.score(FailureKind.INVALID_REQUEST, good, score -> score.put("margin", Double.NaN));
        at.score(FailureKind.INVALID_REQUEST, good, score -> score.put("margin", 2.5));
        at.score(FailureKind.INVALID_REQUEST, good, score -> score.put("simSource", Double.POSITIVE_INFINITY));
        at.score(FailureKind.INVALID_REQUEST, good, score -> score.put("simTarget", -7.0));
        at.score(FailureKind.LIMIT_EXCEEDED, good, score -> score.put("source", "p".repeat(3_000_000)));
        at.score(FailureKind.LIMIT_EXCEEDED, good, score -> score.put("category", "é".repeat(10_001)));
        at.score(FailureKind.LIMIT_EXCEEDED, good, score -> score.put("imageSha256", "f".repeat(100_000)));
        at.score(
                FailureKind.INVALID_REQUEST,
                good,
                score -> score.put("identity", new Identity("toy", "p", "m", Double.NaN, 0L)));

        MarginScore odd = Edited.with(
                Edited.with(good, "imageEmbedding", List.of(Float.NaN, 1f, 2f)),
                "scoredAt",
                Instant.ofEpochMilli(Long.MAX_VALUE));
        send(topic, null, -1L, key, encode(odd), 3 << 20);
        send(topic, null, Long.MAX_VALUE, key, encode(odd), 0);
        send(topic, null, null, key, null, 0);
    }

    private static void hostileSummaries(TopicDefinition topic, MarginScore good, Map<String, FailureKind> refused) {
        ImageSummary summary = ToyExperiment.summary(good);
        byte[] key = bytes(RecordKeys.jobKey(good.getIdentity()));
        Refusals at = new Refusals(topic, refused);
        at.write(FailureKind.MALFORMED_RECORD, -1L, 0, key, new byte[5]);
        at.write(FailureKind.MALFORMED_RECORD, null, 0, bytes("elsewhere"), encode(summary));
        at.write(FailureKind.MALFORMED_RECORD, null, 0, key, encode(good));
        at.write(
                FailureKind.LIMIT_EXCEEDED,
                null,
                0,
                key,
                encode(Edited.with(summary, "truncatedPrompts", Collections.nCopies(2_000_000, ""))));
        at.write(
                FailureKind.LIMIT_EXCEEDED,
                null,
                0,
                key,
                encode(Edited.with(summary, "truncatedPrompts", List.of("x".repeat(20_000)))));
        send(topic, null, -1L, key, encode(summary), 3 << 20);
        send(topic, null, Long.MAX_VALUE, key, null, 0);
    }

    /** None of these counts, and none of them has a letter of its own. */
    private static void hostileLetters(TopicDefinition topic) {
        DeadLetter letter = ToyExperiment.failure(new Identity("other", "p", "m", 1.0, 0L), null);
        send(topic, null, -1L, null, new byte[5], 0);
        send(topic, null, Long.MAX_VALUE, new byte[] {(byte) 0xFF}, null, 0);
        send(topic, null, null, null, encode(letter), 4 << 20);
        send(
                topic,
                null,
                null,
                null,
                encode(Edited.with(
                        Edited.with(letter, "error", "e".repeat(5_000_000)), "category", "c".repeat(1_000_000))),
                0);
        send(
                topic,
                null,
                null,
                null,
                encode(Edited.with(letter, "identity", new Identity("toy", "p".repeat(100_000), "m", 1.0, 0L))),
                0);
    }

    @Test
    void designsAndReportsThatDoNotCountAreNamedAndHarmNothing() throws Exception {
        // given
        TopicCatalogue topics = topics("designs.");
        Experiment design = ToyExperiment.design();
        String hidden = "bad\u001b[2J";
        send(topics.experiments(), null, -1L, bytes(hidden), new byte[5], 0);
        send(topics.experiments(), null, null, bytes("misplaced"), encode(design), 0);
        send(topics.experiments(), null, null, bytes("later"), new byte[5], 0);
        send(topics.experiments(), null, null, new byte[] {(byte) 0xFF}, null, 0);
        write(
                topics.experiments(),
                "absurd",
                Edited.with(Edited.with(design, "experimentId", "absurd"), "expectedJobs", Long.MAX_VALUE));
        send(topics.experiments(), null, -1L, bytes(ToyExperiment.ID), encode(design), 0);
        send(topics.reports(), null, null, bytes(ToyExperiment.ID), new byte[5], 0);
        write(topics.reports(), "garbage", new ExperimentReport("garbage", "d", List.of(), "{\"a\": "));
        for (MarginScore score : ToyExperiment.scores()) {
            write(topics.scores(), scoreKey(score), score);
        }

        for (int start = 0; start < 2; start++) {
            // when
            try (Aggregator aggregator = Aggregator.start(settings(topics, "b"))) {
                awaitComplete(aggregator);

                // then
                assertThat(aggregator.check().leftOut())
                        .extracting(LeftOutRecord::key)
                        .contains("bad\\u001B[2J", "misplaced", "later", "absurd", "garbage");
                assertThat(get(aggregator.httpAddress().resolve("health")))
                        .contains("\"healthy\":true", "\"left_out\":[{\"topic\":\"designs.");
                assertThat(get(aggregator.httpAddress().resolve("metrics")))
                        .contains("steerscope_records_left_out{topic=\"designs.experiments\"} 4.0");
                assertThat(get(aggregator.httpAddress().resolve("api/experiments/absurd")))
                        .contains("The design of experiment \\\"absurd\\\" does not count: it expects"
                                + " 9223372036854775807 jobs");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(aggregator.statistics().experiments())
                                .extracting(Experiment::getExperimentId)
                                .containsExactly(ToyExperiment.ID));
            }
        }
        try (Aggregator aggregator = Aggregator.start(settings(topics, "b"))) {
            awaitComplete(aggregator);

            // when
            send(topics.experiments(), null, null, bytes(hidden), null, 0);
            send(topics.experiments(), null, null, bytes("garbage in a running one"), new byte[3], 0);
            write(topics.experiments(), "later", Edited.with(design, "experimentId", "later"));

            // then
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(aggregator.check().ready()).isTrue();
                assertThat(aggregator.check().leftOut())
                        .extracting(LeftOutRecord::key)
                        .contains("garbage in a running one")
                        .doesNotContain("bad\\u001B[2J", "later");
                assertThat(aggregator.statistics().experiments()).hasSize(2);
            });
        }
        assertThatThrownBy(() -> TopicReport.read(broker.clientProperties(), topics, "absurd"))
                .isInstanceOf(UnknownSubjectException.class)
                .hasMessageContaining("does not count: it expects");
    }

    @Test
    void aRecordOfANewerReleaseEndsTheAggregatorWithOneLine() throws Exception {
        for (String prefix : List.of("newer-scores.", "newer-designs.")) {
            // given
            TopicCatalogue topics = topics(prefix);
            TopicDefinition topic = prefix.equals("newer-scores.") ? topics.scores() : topics.experiments();
            RecordHeaders headers = new RecordHeaders();
            headers.add("steerscope-schema-version", bytes("99"));
            producer.send(new ProducerRecord<>(
                    topic.name(), null, null, bytes("k"), encode(ToyExperiment.design()), headers));
            producer.flush();

            // when
            try (Aggregator aggregator = Aggregator.start(settings(topics, "c"))) {

                // then
                await().atMost(PATIENCE).until(() -> aggregator.failure().isPresent());
                assertThat(aggregator.failure().orElseThrow())
                        .startsWith("topic " + topic.name() + " holds a ")
                        .contains("of schema version 99", "upgrade this process")
                        .doesNotContain("\n");
                assertThat(aggregator.check().live()).isFalse();
                assertThat(letters(topics)).isEmpty();
            }
        }
    }

    /** Writes records and notes what becomes of each. */
    private record Refusals(TopicDefinition topic, Map<String, FailureKind> refused) {

        void write(
                FailureKind kind,
                @Nullable Long time,
                int headerBytes,
                byte @Nullable [] key,
                byte @Nullable [] value) {
            refused.put(send(topic, null, time, key, value, headerBytes), kind);
        }

        void score(FailureKind kind, MarginScore good, Consumer<MarginScore> change) {
            MarginScore changed = Edited.copy(good);
            change.accept(changed);
            write(kind, null, 0, bytes(scoreKey(good)), encode(changed));
        }
    }

    /** @return where the record is */
    private static String send(
            TopicDefinition topic,
            @Nullable Integer partition,
            @Nullable Long time,
            byte @Nullable [] key,
            byte @Nullable [] value,
            int headerBytes) {
        RecordHeaders headers = new RecordHeaders();
        if (headerBytes > 0) {
            headers.add("large", new byte[headerBytes]);
        }
        try {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    topic.name(), partition, time == null || time < 0 ? null : time, key, value, headers);
            if (time != null && time < 0) {
                timeless(record);
            }
            RecordMetadata sent = producer.send(record).get();
            return sent.topic() + "/" + sent.partition() + "/" + sent.offset();
        } catch (ReflectiveOperationException | ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Other clients write a time of -1, which a broker accepts; the constructor of this one alone refuses it. */
    private static void timeless(ProducerRecord<byte[], byte[]> record) throws ReflectiveOperationException {
        Field timestamp = ProducerRecord.class.getDeclaredField("timestamp");
        timestamp.setAccessible(true);
        timestamp.set(record, -1L);
    }

    private static TopicCatalogue topics(String prefix) throws Exception {
        TopicCatalogue topics = new TopicCatalogue(prefix, 2, (short) 1);
        try (Admin admin = Admin.create(broker.clientProperties())) {
            new TopicAdministrator(admin).apply(topics);
            for (TopicDefinition topic : List.of(topics.scores(), topics.imageSummaries(), topics.deadLetters())) {
                admin.incrementalAlterConfigs(Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                                List.of(new AlterConfigOp(
                                        new ConfigEntry("message.timestamp.after.max.ms", FAR),
                                        AlterConfigOp.OpType.SET))))
                        .all()
                        .get();
            }
        }
        return topics;
    }

    private static AggregatorSettings settings(TopicCatalogue topics, String name) {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("commit.interval.ms", 100);
        return AggregatorSettings.local(properties, topics, folder.resolve("state-" + topics.prefix()))
                .withApplicationId(topics.prefix() + name)
                .withInstanceId(name);
    }

    private static void awaitComplete(Aggregator aggregator) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        e -> e instanceof StateUnavailableException || e instanceof UnknownSubjectException)
                .until(() -> aggregator.statistics().progress(ToyExperiment.ID).isComplete(ToyExperiment.SCORER)
                        && aggregator.statistics().version().isCaughtUp());
    }

    private static Map<String, FailureKind> kinds(List<DeadLetter> letters) {
        Map<String, FailureKind> kinds = new TreeMap<>();
        letters.forEach(letter -> {
            assertThat(letter.getIdentity()).isNull();
            String place = letter.getTopic() + "/" + letter.getPartition() + "/" + letter.getOffset();
            assertThat(kinds.put(place, letter.getKind())).as(place).isNull();
        });
        return kinds;
    }

    /** The committed letters of the aggregator. */
    private static List<DeadLetter> letters(TopicCatalogue topics) {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("isolation.level", "read_committed");
        List<DeadLetter> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo info :
                    consumer.partitionsFor(topics.deadLetters().name())) {
                partitions.add(new TopicPartition(info.topic(), info.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long giveUp = System.nanoTime() + ONE_READING.toNanos();
            while (System.nanoTime() < giveUp
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.value() != null && record.value().length > 10) {
                        DeadLetter letter = AvroSerdes.deserializer(DeadLetter.class)
                                .deserialize(record.topic(), record.headers(), record.value());
                        if (letter.getStage().equals("aggregator")) {
                            letters.add(letter);
                        }
                    }
                }
            }
            assertThat(partitions).as("partitions read to the ends %s", ends).allSatisfy(partition -> assertThat(
                            consumer.position(partition))
                    .isGreaterThanOrEqualTo(ends.get(partition)));
        }
        return letters;
    }

    private static <T extends SpecificRecord> void write(TopicDefinition topic, String key, T value) {
        send(topic, null, null, bytes(key), encode(value), 0);
    }

    private static <T extends SpecificRecord> byte[] encode(T value) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        return AvroSerdes.serializer(type).serialize("", value);
    }

    private static String scoreKey(MarginScore score) {
        return RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
