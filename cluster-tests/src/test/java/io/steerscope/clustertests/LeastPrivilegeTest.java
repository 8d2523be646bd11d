package io.steerscope.clustertests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.benchmarks.faults.RoleProcess;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each role with the rights that {@code docs/guarantees.md} lists, and no other, over TLS and with a password of its
 * own that its client properties take from another file.
 */
class LeastPrivilegeTest {

    private static final String[] USERS = {
        "operator",
        "producer",
        "ingester",
        "generator",
        "scorer",
        "aggregator",
        "reader",
        "retrier",
        "exporter",
        "rescorer",
        "viewer"
    };
    private static final TopicCatalogue TOPICS = new TopicCatalogue("least.", 2, (short) 1);

    @TempDir
    private Path folder;

    @Test
    void anExperimentRunsThrough() throws Exception {
        try (TestCluster cluster = TestCluster.startEncrypted(folder.resolve("broker"), USERS);
                Roles roles = new Roles(folder.resolve("roles"))) {
            // given
            allow(cluster);

            // when
            roles.run("topics", clients(cluster, "operator"), applyTopics());
            String produced = roles.run("produce", clients(cluster, "producer"), experiment("produce"));
            String cancelled = roles.run("cancel", clients(cluster, "producer"), prefixed("cancel", "six"));
            String takenUp = roles.run("take-up", clients(cluster, "producer"), experiment("produce"));
            List<RoleProcess> running = new ArrayList<>();
            running.add(roles.start(
                    "generate",
                    clients(cluster, "generator"),
                    prefixed("generate", "--generator", TinyBundles.generator().toString(), "--instance", "one")));
            running.add(roles.start(
                    "score",
                    clients(cluster, "scorer"),
                    prefixed("score", "--scorer", TinyBundles.scorer().toString(), "--instance", "one")));
            running.add(roles.start(
                    "aggregate",
                    clients(cluster, "aggregator"),
                    prefixed(
                            "aggregate",
                            "--http-port",
                            "0",
                            "--state",
                            folder.resolve("state").toString())));

            // then
            assertThat(produced).contains("24 jobs written");
            assertThat(cancelled).contains("cancelled");
            assertThat(takenUp).contains("24 jobs");
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        assertThat(running).allSatisfy(role -> assertThat(role.isAlive())
                                .as(role.name() + " runs: " + role.output())
                                .isTrue());
                        assertThat(Echo.read(cluster.clients(), TOPICS.reports().name()))
                                .isNotEmpty();
                    });
            assertThat(roles.run("report", clients(cluster, "reader"), prefixed("report", "--experiment", "six")))
                    .contains("24 of 24 images scored");
            assertThat(roles.run(
                            "export",
                            clients(cluster, "exporter"),
                            prefixed(
                                    "export",
                                    "--experiment",
                                    "six",
                                    "--out",
                                    folder.resolve("export").toString())))
                    .contains("24 scores in scores.parquet and scores.jsonl, 24 images in images/");
            assertThat(letters(cluster)).isEmpty();

            // when
            String rescored = roles.run(
                    "rescore",
                    clients(cluster, "rescorer"),
                    prefixed("rescore", "--scorer", TinyBundles.otherScorer().toString()));
            List<String> cat = new ArrayList<>(prefixed("topics", "--experiment", "six"));
            cat.addAll(1, List.of("cat", "scores"));
            String viewed = roles.run("cat", clients(cluster, "viewer"), cat);

            // then
            assertThat(rescored).contains("all images are scored by ");
            assertThat(viewed.lines().filter(line -> line.startsWith("{"))).hasSize(48);

            // when
            List<String> ingest = new ArrayList<>(prefixed("ingest", "--experiment", "ingested"));
            ingest.add(1, folder.resolve("export/images").toString());
            String ingested = roles.run("ingest", clients(cluster, "ingester"), ingest);
            Path metadata = folder.resolve("export/images/metadata.csv");
            Files.write(metadata, Files.readAllLines(metadata).subList(0, 2));
            ingest.add("--allow-unlisted");
            String added = roles.run("ingest-again", clients(cluster, "ingester"), ingest);

            // then
            assertThat(ingested).contains("24 images written");
            assertThat(added).contains("1 was there already; 23 more are in the experiment");

            // when
            sendGarbage(cluster);
            await().atMost(Echo.BOUND)
                    .untilAsserted(() -> assertThat(letters(cluster)).hasSize(1));
            String listed = roles.run("list", clients(cluster, "retrier"), letterCommand("list"));
            String retried = roles.run("retry", clients(cluster, "retrier"), letterCommand("retry", "--all"));

            // then
            assertThat(listed).contains("MALFORMED_RECORD");
            assertThat(retried).contains("1 record put back on " + TOPICS.jobs().name());
            await().atMost(Echo.BOUND).untilAsserted(() -> assertThat(letters(cluster))
                    .as("the letter, the note of the retry, and the letter of the record that was put back")
                    .hasSize(3));
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(TestCluster cluster) {
        return Echo.read(cluster.clients(), TOPICS.deadLetters().name());
    }

    private static void sendGarbage(TestCluster cluster) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(cluster.clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.jobs().name(), new byte[] {1}, new byte[] {1, 2, 3}));
        }
    }

    private static List<String> letterCommand(String command, String... more) {
        List<String> arguments = new ArrayList<>(prefixed("dead-letters", more));
        arguments.add(1, command);
        return arguments;
    }

    /** The table of the documents. */
    private static void allow(TestCluster cluster) {
        cluster.allow(
                "operator",
                ResourceType.TOPIC,
                PatternType.PREFIXED,
                "least.",
                CREATE,
                ALTER,
                ALTER_CONFIGS,
                DESCRIBE,
                DESCRIBE_CONFIGS);

        topic(cluster, "producer", TOPICS.experiments().name(), true, true);
        topic(cluster, "producer", TOPICS.jobs().name(), true, true);
        topic(cluster, "producer", TOPICS.cancellations().name(), true, true);
        topic(cluster, "producer", TOPICS.imageSummaries().name(), true, false);
        topic(cluster, "producer", TOPICS.deadLetters().name(), true, false);
        transactions(cluster, "producer", "least.producer.");

        topic(cluster, "ingester", TOPICS.experiments().name(), true, true);
        topic(cluster, "ingester", TOPICS.images().name(), true, true);
        topic(cluster, "ingester", TOPICS.imageSummaries().name(), true, true);
        transactions(cluster, "ingester", "least.producer.");

        topic(cluster, "generator", TOPICS.jobs().name(), true, false);
        topic(cluster, "generator", TOPICS.cancellations().name(), true, false);
        topic(cluster, "generator", TOPICS.decisions().name(), true, false);
        topic(cluster, "generator", TOPICS.images().name(), false, true);
        topic(cluster, "generator", TOPICS.imageSummaries().name(), false, true);
        topic(cluster, "generator", TOPICS.skippedJobs().name(), false, true);
        topic(cluster, "generator", TOPICS.deadLetters().name(), false, true);
        cluster.allow("generator", ResourceType.GROUP, PatternType.LITERAL, "least.generator", READ);
        transactions(cluster, "generator", "least.generator-");

        topic(cluster, "scorer", TOPICS.images().name(), true, false);
        topic(cluster, "scorer", TOPICS.scores().name(), false, true);
        topic(cluster, "scorer", TOPICS.textEmbeddings().name(), false, true);
        topic(cluster, "scorer", TOPICS.deadLetters().name(), false, true);
        cluster.allow("scorer", ResourceType.GROUP, PatternType.PREFIXED, "least.scorer-", READ);
        transactions(cluster, "scorer", "least.scorer-");

        for (String read : List.of(
                "experiments",
                "scores",
                "text-embeddings",
                "image-summaries",
                "skipped-jobs",
                "cancellations",
                "images")) {
            topic(cluster, "aggregator", "least." + read, true, false);
        }
        topic(cluster, "aggregator", TOPICS.deadLetters().name(), true, true);
        topic(cluster, "aggregator", TOPICS.reports().name(), true, true);
        topic(cluster, "aggregator", TOPICS.decisions().name(), true, true);
        cluster.allow(
                "aggregator",
                ResourceType.TOPIC,
                PatternType.LITERAL,
                TOPICS.deadLetters().name(),
                DESCRIBE_CONFIGS);
        cluster.allow(
                "aggregator",
                ResourceType.TOPIC,
                PatternType.PREFIXED,
                "steerscope-aggregator-",
                CREATE,
                DELETE,
                READ,
                WRITE,
                DESCRIBE_CONFIGS);
        cluster.allow("aggregator", ResourceType.GROUP, PatternType.PREFIXED, "steerscope-aggregator-", READ);
        transactions(cluster, "aggregator", "steerscope-aggregator-");

        for (String read : List.of(
                "experiments",
                "scores",
                "text-embeddings",
                "image-summaries",
                "skipped-jobs",
                "cancellations",
                "decisions",
                "dead-letters")) {
            topic(cluster, "reader", "least." + read, true, false);
        }

        for (String read : List.of(
                "images",
                "experiments",
                "image-summaries",
                "scores",
                "text-embeddings",
                "dead-letters",
                "skipped-jobs",
                "cancellations",
                "decisions")) {
            topic(cluster, "rescorer", "least." + read, true, false);
        }
        for (String write : List.of("scores", "text-embeddings", "dead-letters")) {
            topic(cluster, "rescorer", "least." + write, false, true);
        }
        cluster.allow("rescorer", ResourceType.GROUP, PatternType.PREFIXED, "least.scorer-", READ);
        transactions(cluster, "rescorer", "least.scorer-");

        topic(cluster, "viewer", TOPICS.scores().name(), true, false);

        for (String read : List.of("experiments", "images", "scores", "text-embeddings")) {
            topic(cluster, "exporter", "least." + read, true, false);
        }

        for (String read : List.of("dead-letters", "image-summaries", "scores")) {
            topic(cluster, "retrier", "least." + read, true, false);
        }
        for (String write : List.of("dead-letters", "jobs", "images", "image-summaries", "scores", "skipped-jobs")) {
            topic(cluster, "retrier", "least." + write, false, true);
        }
        transactions(cluster, "retrier", "least.dead-letters-retry");
    }

    private static void topic(TestCluster cluster, String user, String topic, boolean reads, boolean writes) {
        if (reads) {
            cluster.allow(user, ResourceType.TOPIC, PatternType.LITERAL, topic, READ);
        }
        if (writes) {
            cluster.allow(user, ResourceType.TOPIC, PatternType.LITERAL, topic, WRITE);
        }
    }

    private static void transactions(TestCluster cluster, String user, String prefix) {
        cluster.allow(user, ResourceType.TRANSACTIONAL_ID, PatternType.PREFIXED, prefix, WRITE, DESCRIBE);
    }

    /** As the documents show it: the password is in a file of its own. */
    private Map<String, Object> clients(TestCluster cluster, String user) throws IOException {
        Path secret = Files.writeString(folder.resolve(user + ".secret"), "password=" + user + "\n");
        Map<String, Object> clients = new HashMap<>(cluster.clients(user, "${file:" + secret + ":password}"));
        assertThat(clients).containsEntry("security.protocol", "SASL_SSL");
        clients.put("config.providers", "file");
        clients.put("config.providers.file.class", FileConfigProvider.class.getName());
        return clients;
    }

    private static List<String> experiment(String command) {
        return prefixed(
                command,
                "--experiment",
                "six",
                "--pairs",
                "../app/src/test/resources/pairs/six.csv",
                "--seeds",
                "0,1",
                "--alphas",
                "1.0",
                "--methods",
                "lerp",
                "--steps",
                "1",
                "--size",
                "64",
                "--generator",
                TinyBundles.generator().toString());
    }

    private static List<String> applyTopics() {
        List<String> arguments = new ArrayList<>(prefixed("topics"));
        arguments.add(1, "apply");
        arguments.addAll(List.of("--partitions", "2"));
        return arguments;
    }

    private static List<String> prefixed(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--topic-prefix", "least."));
        arguments.addAll(List.of(more));
        return arguments;
    }
}
