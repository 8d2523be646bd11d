package io.steerscope.app.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.aggregator.deadletter.LetterRetry;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.schemas.deadletter.DeadLetterWriter;
import io.steerscope.schemas.deadletter.FailedRecord;
import io.steerscope.schemas.deadletter.RetryNote;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

/** Dead letters on a broker: what is shown of them, and what becomes of their records. */
class DeadLettersCommandTest {

    private static final byte[] VALUE = {0, 1, 2, (byte) 0xFF, 10};

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void lettersAreCountedFilteredAndShownWithTheBytesOfTheirRecords() throws IOException {
        // given
        TopicCatalogue topics = installation("shown.");
        letter(
                topics,
                broker,
                "generator",
                null,
                FailureKind.PROCESSING_ERROR,
                job("one", 1),
                topics.jobs().name());
        letter(
                topics,
                broker,
                "scorer",
                "clip",
                FailureKind.MISSING_IMAGE,
                job("one", 2),
                topics.images().name());
        letter(
                topics,
                broker,
                "scorer",
                "clip",
                FailureKind.MISSING_IMAGE,
                job("two", 2),
                topics.images().name());

        // when
        CommandOutcome list = command(topics, "list", "--experiment", "one");
        JsonNode json = new ObjectMapper()
                .readTree(command(topics, "list", "--stage", "clip", "--kind", "missing_image", "--format", "json")
                        .out());

        // then
        assertThat(list.err()).isEmpty();
        assertThat(list.out().replaceAll(" +", " ").lines())
                .contains(
                        "stage kind topic letters open retried mended superseded",
                        "generator PROCESSING_ERROR shown.jobs 1 1 0 0 0",
                        "scorer clip MISSING_IMAGE shown.images 1 1 0 0 0");
        assertThat(json.path("total").intValue()).isEqualTo(2);
        assertThat(json.path("counts").path(0).path("open").intValue()).isEqualTo(2);

        // when
        String id = json.path("letters").path(0).path("id").textValue();
        Path value = folder.resolve("value");
        Path key = folder.resolve("key");
        CommandOutcome show = command(topics, "show", id, "--out", value.toString(), "--key-out", key.toString());

        // then
        assertThat(show.out())
                .contains(
                        "shown.dead-letters/" + id,
                        "shown.images/0/7",
                        "1970-01-01T00:00:05Z",
                        "trace = \"a\"",
                        "trace = none");
        assertThat(value).hasBinaryContent(VALUE);
        assertThat(Files.readString(key)).endsWith("/pair/lerp/1.0/2");
        assertThat(command(topics, "show", "0/999").err().strip())
                .startsWith("steerscope dead-letters show: there is no dead letter 0/999");
        assertThat(command(topics, "show", "nowhere").err()).contains("\"nowhere\" is no id of a letter");
    }

    @Test
    void aRecordIsPutBackOnceAsItWas() {
        // given
        TopicCatalogue topics = installation("once.");
        Identity identity = job("one", 1);
        letter(
                topics,
                broker,
                "generator",
                null,
                FailureKind.PROCESSING_ERROR,
                identity,
                topics.jobs().name());

        // when
        CommandOutcome dry = command(topics, "retry", "--all", "--dry-run");
        CommandOutcome first = command(topics, "retry", "--stage", "generator");
        CommandOutcome second = command(topics, "retry", "--stage", "generator");

        // then
        assertThat(dry.out().strip()).isEqualTo("1 record would be put back on once.jobs");
        assertThat(first.out()).startsWith("1 record put back on once.jobs");
        assertThat(second.out().strip()).isEqualTo("no open letter is meant: nothing was put back");
        assertThat(read(broker, topics.jobs().name())).singleElement().satisfies(record -> {
            assertThat(record.partition()).isZero();
            assertThat(record.key()).isEqualTo(RecordKeys.jobKey(identity).getBytes(StandardCharsets.UTF_8));
            assertThat(record.value()).isEqualTo(VALUE);
            assertThat(record.headers()).isEqualTo(headers());
        });
        assertThat(command(topics, "list").out()).contains("retried");

        // when: it fails again
        letter(
                topics,
                broker,
                "generator",
                null,
                FailureKind.PROCESSING_ERROR,
                identity,
                topics.jobs().name());
        CommandOutcome third = command(topics, "retry", "--experiment", "one");

        // then
        assertThat(third.out()).startsWith("1 record put back on once.jobs");
        assertThat(read(broker, topics.jobs().name())).hasSize(2);
    }

    @Test
    void aRetryThatWasKilledBeforeItsCommitIsDoneOnceByTheNext() throws Exception {
        // given: what a killed process leaves: record and note within an open transaction
        TopicCatalogue topics = installation("killed.");
        letter(
                topics,
                broker,
                "generator",
                null,
                FailureKind.PROCESSING_ERROR,
                job("one", 1),
                topics.jobs().name());
        ConsumerRecord<byte[], byte[]> stored =
                read(broker, topics.deadLetters().name()).get(0);
        Map<String, Object> properties = new HashMap<>(clients(broker));
        properties.put("transactional.id", LetterRetry.transactionalId(topics));
        try (KafkaProducer<byte[], byte[]> killed =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            killed.initTransactions();
            killed.beginTransaction();
            killed.send(new ProducerRecord<>(topics.jobs().name(), 0, new byte[] {1}, VALUE))
                    .get();
            killed.send(RetryNote.of(
                            topics.deadLetters().name(),
                            stored.partition(),
                            stored.offset(),
                            stored.key(),
                            AvroSerdes.deserializer(DeadLetter.class).deserialize("", stored.value()),
                            Instant.now()))
                    .get();

            // when
            CommandOutcome retry = command(topics, "retry", "--all");

            // then
            assertThat(retry.out()).startsWith("1 record put back on killed.jobs");
            assertThat(read(broker, topics.jobs().name())).hasSize(1);
            killed.close(Duration.ZERO);
        }
        assertThat(command(topics, "retry", "--all").out()).startsWith("no open letter");
    }

    @Test
    void whatCannotBePutBackHasOneLineEach() {
        // given
        TopicCatalogue topics = installation("not.");
        letter(topics, broker, "generator", null, FailureKind.PROCESSING_ERROR, null, "elsewhere");
        send(
                broker,
                writer(topics, "generator", null)
                        .writeBare(
                                failed(topics.jobs().name(), job("one", 1)),
                                FailureKind.LIMIT_EXCEEDED,
                                "too large",
                                job("one", 1),
                                null,
                                null));

        // when
        CommandOutcome retry = command(topics, "retry", "--all");

        // then
        assertThat(retry.status()).isEqualTo(1);
        assertThat(retry.out()).isEmpty();
        assertThat(retry.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("its record is of topic elsewhere, which nothing is put back on"))
                .anyMatch(line -> line.contains("its record is not in the letter") && line.contains("not.jobs/0/7"));
        assertThat(read(broker, topics.jobs().name())).isEmpty();
        assertThat(command(topics, "retry").err()).contains("name letters by ID");
    }

    @Test
    void inTheFolderOfARunTheRecordIsPutBackAndTheRunIsOpenAgain() throws IOException {
        // given
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("run.json"), "{\"experiment\": \"one\", \"partitions\": \"2\"}");
        Files.writeString(run.resolve("report.json"), "{}");
        TopicCatalogue topics = TopicCatalogue.defaults();
        try (EmbeddedBroker own = EmbeddedBroker.start(run.resolve("broker"), 0)) {
            CommandOutcome.of("topics", "apply", "--partitions", "2", "--bootstrap-server", own.bootstrapServers());
            letter(
                    topics,
                    own,
                    "generator",
                    null,
                    FailureKind.PROCESSING_ERROR,
                    job("one", 1),
                    topics.jobs().name());
        }

        // when
        CommandOutcome list = CommandOutcome.of("dead-letters", "list", "--run", run.toString());
        boolean isFinished = Files.exists(run.resolve("report.json"));
        CommandOutcome retry = CommandOutcome.of("dead-letters", "retry", "--all", "--run", run.toString());

        // then
        assertThat(list.out()).contains("PROCESSING_ERROR");
        assertThat(isFinished).isTrue();
        assertThat(retry.out())
                .contains("1 record put back on steerscope.jobs", "run the same steerscope run command again");
        assertThat(run.resolve("report.json")).doesNotExist();
        try (EmbeddedBroker own = EmbeddedBroker.start(run.resolve("broker"), 0)) {
            assertThat(read(own, topics.jobs().name())).hasSize(1);
        }
        assertThat(CommandOutcome.of("dead-letters", "list", "--run", folder.toString())
                        .err())
                .contains("there is no run in the folder");
    }

    private static TopicCatalogue installation(String prefix) {
        CommandOutcome applied = CommandOutcome.of(
                "topics",
                "apply",
                "--partitions",
                "2",
                "--topic-prefix",
                prefix,
                "--bootstrap-server",
                broker.bootstrapServers());
        assertThat(applied.status()).isZero();
        return TopicCatalogue.withPrefix(prefix);
    }

    private static CommandOutcome command(TopicCatalogue topics, String... arguments) {
        List<String> all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--topic-prefix", topics.prefix(), "--bootstrap-server", broker.bootstrapServers()));
        return CommandOutcome.of(all.toArray(String[]::new));
    }

    private static Identity job(String experiment, long seed) {
        return new Identity(experiment, "pair", "lerp", 1.0, seed);
    }

    private static RecordHeaders headers() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", "a".getBytes(StandardCharsets.UTF_8));
        headers.add("trace", null);
        headers.add("binary", new byte[] {(byte) 0xC3, 0, 7});
        return headers;
    }

    private static FailedRecord failed(String topic, @Nullable Identity identity) {
        byte[] key = identity == null ? null : RecordKeys.jobKey(identity).getBytes(StandardCharsets.UTF_8);
        return new FailedRecord(topic, 0, 7, key, headers(), VALUE, 5_000);
    }

    private static DeadLetterWriter writer(TopicCatalogue topics, String stage, @Nullable String scorer) {
        return new DeadLetterWriter(
                stage,
                scorer,
                topics.deadLetters().name(),
                TopicCatalogue.DEAD_LETTER_MESSAGE_BYTES,
                Clock.systemUTC());
    }

    private static void letter(
            TopicCatalogue topics,
            EmbeddedBroker on,
            String stage,
            @Nullable String scorer,
            FailureKind kind,
            @Nullable Identity identity,
            String topic) {
        send(
                on,
                writer(topics, stage, scorer)
                        .write(failed(topic, identity), kind, "it broke", identity, "colour", null));
    }

    private static void send(EmbeddedBroker on, ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients(on), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> clients(EmbeddedBroker on) {
        return Map.of("bootstrap.servers", on.bootstrapServers());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(EmbeddedBroker on, String topic) {
        Map<String, Object> properties = new HashMap<>(clients(on));
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
