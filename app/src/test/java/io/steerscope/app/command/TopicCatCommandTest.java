package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.process.CommandProcess;
import io.steerscope.app.records.SampleValues;
import io.steerscope.schemas.serde.ReleasedSchemas;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Records of topics on a broker, as they are printed. */
class TopicCatCommandTest {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final byte[] SCORE = SampleValues.encoded(SampleValues.of(SampleValues.latest("MarginScore")));

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
    void theRecordsOfAllPartitionsArePrintedInTheOrderOfTheirOffsetsWhateverStandsThere() {
        // given
        TopicCatalogue topics = installation("whatever.");
        String scores = topics.scores().name();
        byte[] first = SampleValues.encoded(SampleValues.of(ReleasedSchemas.onClassPath()
                .versionsOf("io.steerscope.schemas.record.MarginScore")
                .get(0)));
        send(scores, 1, "one/a", SCORE);
        send(scores, 0, "one/b", first);
        send(scores, 1, "one/a", null);
        send(scores, 1, "one/c", "no record".getBytes(StandardCharsets.UTF_8));
        send(scores, 0, "two/a", SCORE);

        // when
        CommandOutcome outcome = cat(topics, "scores");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<JsonNode> lines = lines(outcome.out());
        assertThat(lines)
                .extracting(line -> line.path("partition") + "/" + line.path("offset") + " " + line.path("key"))
                .containsExactly("0/0 \"one/b\"", "0/1 \"two/a\"", "1/0 \"one/a\"", "1/1 \"one/a\"", "1/2 \"one/c\"");
        assertThat(lines.get(0).path("schema_version").intValue()).isEqualTo(1);
        assertThat(lines.get(0).path("value").path("margin").doubleValue()).isEqualTo(7);
        assertThat(lines.get(3).get("value").isNull()).isTrue();
        assertThat(lines.get(4).path("value_base64").textValue()).isEqualTo("bm8gcmVjb3Jk");
        assertThat(outcome.err().strip()).isEqualTo("steerscope topics cat: 1 record could not be decoded: see error");
    }

    @Test
    void partitionsOffsetsExperimentsAndLimitsChooseRecords() {
        // given
        TopicCatalogue topics = installation("chosen.");
        String scores = topics.scores().name();
        for (int i = 0; i < 6; i++) {
            send(scores, i % 2, (i < 2 ? "one/" : "two/") + i, SCORE);
        }

        // then
        assertThat(keys(cat(topics, "scores", "--partition", "1"))).containsExactly("one/1", "two/3", "two/5");
        assertThat(keys(cat(topics, "scores", "--partition", "1", "--offset", "2")))
                .containsExactly("two/5");
        assertThat(keys(cat(topics, "scores", "--partition", "1", "--offset", "99")))
                .isEmpty();
        assertThat(keys(cat(topics, "scores", "--offset", "latest"))).isEmpty();
        assertThat(keys(cat(topics, "chosen.scores", "--experiment", "one"))).containsExactly("one/0", "one/1");
        assertThat(keys(cat(topics, "scores", "--experiment", "two", "--limit", "2")))
                .containsExactly("two/2", "two/4");
        assertThat(keys(cat(topics, "scores", "--max-records", "0"))).isEmpty();
        assertThat(cat(topics, "scores", "--experiment", "nope").err().strip())
                .isEqualTo("steerscope topics cat: no record of the experiment \"nope\" was read from chosen.scores"
                        + " (there are one, two)");
        assertThat(cat(topics, "scores", "--limit", "1", "--format", "json").out())
                .startsWith("{\n  \"partition\"");
    }

    @Test
    void whatWasNotCommittedIsNotPrinted() {
        // given
        TopicCatalogue topics = installation("committed.");
        String scores = topics.scores().name();
        transaction(scores, "one/aborted", false);
        transaction(scores, "one/committed", true);

        // then
        assertThat(keys(cat(topics, "scores"))).containsExactly("one/committed");
    }

    @Test
    void followingPrintsWhatComesAndEndsInOrderWhenNobodyReadsAnyMore() {
        // given
        TopicCatalogue topics = installation("followed.");
        String scores = topics.scores().name();
        send(scores, 0, "one/before", SCORE);
        Pipe pipe = new Pipe();
        StringWriter err = new StringWriter();
        CommandLine command =
                SteerscopeCommand.commandLine().setOut(new PrintWriter(pipe)).setErr(new PrintWriter(err));

        // when
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                () -> command.execute(arguments(topics, "scores", "--follow", "--offset", "latest")));
        await().atMost(BOUND).until(() -> {
            send(scores, 1, "one/after", SCORE);
            return pipe.text().contains("one/after");
        });
        pipe.close();

        // then
        await().atMost(BOUND).until(() -> {
            send(scores, 1, "one/unread", SCORE);
            return status.isDone();
        });
        assertThat(status.join()).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(pipe.text()).doesNotContain("one/before", "one/unread");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
    void followingEndsAtASignal(@TempDir Path own) throws Exception {
        // given
        TopicCatalogue topics = installation("signalled.");
        send(topics.scores().name(), 0, "one/a", SCORE);

        try (CommandProcess process = CommandProcess.start(own, List.of(arguments(topics, "scores", "--follow")))) {
            await().atMost(BOUND).until(() -> process.out().endsWith("}\n"));

            // when
            process.signal("TERM");

            // then
            assertThat(process.exitWithin(BOUND)).isEqualTo(143);
            assertThat(lines(process.out())).hasSize(1);
            assertThat(process.err()).isEmpty();
        }
    }

    @Test
    void whatMakesNoSenseIsOneLine() {
        // given
        TopicCatalogue topics = installation("mistakes.");

        // then
        assertMistake(cat(topics, "scors"), "there is no topic \"scors\"; did you mean scores? (topics: experiments,");
        assertMistake(cat(topics, "scores", "--offset", "3"), "name it with --partition N");
        assertMistake(cat(topics, "scores", "--offset", "-3"), "is no offset");
        assertMistake(cat(topics, "scores", "--partition", "-1"), "--partition must not be negative, is -1");
        assertMistake(cat(topics, "scores", "--limit", "-1"), "--limit must be at least 0, is -1");
        assertMistake(cat(topics, "text-embeddings", "--experiment", "one"), "belongs to no experiment");
        assertMistake(CommandOutcome.of("topics", "cat", "scores", "--run", "x", "--follow"), "--follow is for a");
        assertMistake(CommandOutcome.of("topics"), "a command is needed: cat, apply or plan");

        CommandOutcome partition = cat(topics, "scores", "--partition", "2");
        assertThat(partition.status()).isEqualTo(1);
        assertThat(partition.err().strip())
                .isEqualTo("steerscope topics cat: topic mistakes.scores has no partition 2: it has 2, counted from 0");

        CommandOutcome missing = cat(TopicCatalogue.withPrefix("nowhere."), "scores");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("topic nowhere.scores does not exist: create the topics with");
    }

    private static void assertMistake(CommandOutcome outcome, String line) {
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip().lines()).singleElement().asString().contains(line);
    }

    /** What a command is piped into. */
    private static final class Pipe extends Writer {

        private final StringBuffer text = new StringBuffer();
        private final AtomicBoolean isClosed = new AtomicBoolean();

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            if (isClosed.get()) {
                throw new IOException("Broken pipe");
            }
            text.append(characters, offset, length);
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            isClosed.set(true);
        }

        String text() {
            return text.toString();
        }
    }

    private static TopicCatalogue installation(String prefix) {
        TopicCatalogue topics = new TopicCatalogue(prefix, 2, (short) 1);
        try (Admin admin = Admin.create(clients())) {
            new TopicAdministrator(admin).apply(topics);
        }
        return topics;
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static CommandOutcome cat(TopicCatalogue topics, String... arguments) {
        return CommandOutcome.of(arguments(topics, arguments));
    }

    private static String[] arguments(TopicCatalogue topics, String... arguments) {
        List<String> all = new ArrayList<>(List.of("topics", "cat"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--topic-prefix", topics.prefix(), "--bootstrap-server", broker.bootstrapServers()));
        return all.toArray(String[]::new);
    }

    private static List<JsonNode> lines(String out) {
        return out.lines()
                .map(line -> {
                    try {
                        return new ObjectMapper().readTree(line);
                    } catch (JsonProcessingException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    private static List<String> keys(CommandOutcome outcome) {
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return lines(outcome.out()).stream()
                .map(line -> line.path("key").textValue())
                .toList();
    }

    private static void send(String topic, int partition, String key, byte @Nullable [] value) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record(topic, partition, key, value)).get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void transaction(String topic, String key, boolean isCommitted) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "t-" + isCommitted);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(topic, 0, key, SCORE));
            producer.flush();
            if (isCommitted) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, partition, key.getBytes(StandardCharsets.UTF_8), value);
    }
}
