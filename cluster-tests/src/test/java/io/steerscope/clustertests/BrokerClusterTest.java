package io.steerscope.clustertests;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.benchmarks.faults.RoleProcess;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Experiments on a cluster of three brokers, of which one is lost in the middle. The same generator, scorer and
 * aggregator go on through all of it.
 */
class BrokerClusterTest {

    private static final TopicCatalogue TOPICS = new TopicCatalogue("three.", 4, (short) 3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int IMAGES = 6 * 4 * 3;
    private static final int EARLY = IMAGES / 8;

    @TempDir
    private static Path folder;

    private static Roles roles;
    private static ThreeNodes cluster;
    private static List<RoleProcess> workers;
    private static String undisturbed;

    @BeforeAll
    static void runOnceUndisturbed() throws Exception {
        roles = new Roles(folder.resolve("roles"));
        cluster = ThreeNodes.start(folder.resolve("kafka"), roles);
        new TopicAdministrator(cluster.admin()).apply(TOPICS);
        Map<String, Object> clients = new HashMap<>(cluster.clients());
        clients.put("session.timeout.ms", 6_000);
        clients.put("heartbeat.interval.ms", 1_500);
        workers = List.of(
                roles.start("generator", clients, prefixed("generate", "--generator", generator(), "--instance", "g")),
                roles.start(
                        "scorer",
                        clients,
                        prefixed("score", "--scorer", TinyBundles.scorer().toString(), "--instance", "s")),
                roles.start(
                        "aggregator",
                        clients,
                        prefixed(
                                "aggregate",
                                "--http-port",
                                "0",
                                "--application-id",
                                "three.aggregator",
                                "--state",
                                folder.resolve("state").toString())));
        produce("calm");
        undisturbed = finishedReport("calm");
    }

    @AfterAll
    static void end() {
        cluster.close();
        roles.close();
    }

    @Test
    void aBrokerIsKilledAndComesBack() throws Exception {
        // given
        produceUntilItRuns("killed");
        RoleProcess node = cluster.node(other(cluster.activeController()));

        // when
        node.kill();
        cluster.awaitBrokers(2);
        node.start();
        cluster.awaitInSync();

        // then
        assertThat(finishedReport("killed")).isEqualTo(undisturbed);
    }

    @Test
    void theActiveControllerIsKilledAndComesBack() throws Exception {
        // given
        produceUntilItRuns("headless");
        int active = cluster.activeController();

        // when
        cluster.node(active).kill();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> cluster.activeController() != active);
        cluster.node(active).start();
        cluster.awaitInSync();

        // then
        assertThat(finishedReport("headless")).isEqualTo(undisturbed);
    }

    @Test
    void allBrokersAreRestartedOneAfterAnother() throws Exception {
        // given
        produceUntilItRuns("rolled");

        // when
        for (int number = 1; number <= 3; number++) {
            RoleProcess node = cluster.node(number);
            node.signal("TERM");
            assertThat(node.awaitEnd(PATIENCE)).as(node.output()).isEqualTo(143);
            node.start();
            cluster.awaitInSync();
        }

        // then
        assertThat(finishedReport("rolled")).isEqualTo(undisturbed);
    }

    /**
     * A broker stops to answer, with its connections open, until the others have given it up; then it goes on with what
     * it believed before. Not shown by this: that it takes records of clients meanwhile, as it would behind a cut
     * between the brokers alone.
     */
    @Test
    void aBrokerIsSilentForLongerThanItsSessionAndGoesOn() throws Exception {
        // given
        produceUntilItRuns("silent");
        RoleProcess node = cluster.node(other(cluster.activeController()));

        // when
        node.signal("STOP");
        cluster.awaitBrokers(2);
        node.signal("CONT");
        cluster.awaitInSync();

        // then
        assertThat(finishedReport("silent")).isEqualTo(undisturbed);
    }

    private static int other(int node) {
        return node % 3 + 1;
    }

    private static void produceUntilItRuns(String experiment) throws Exception {
        cluster.awaitInSync();
        produce(experiment);
        await().atMost(PATIENCE).until(() -> keys(TOPICS.scores(), experiment).size() >= EARLY);
        assertThat(keys(TOPICS.images(), experiment)).as("it is in the middle").hasSizeLessThan(IMAGES);
    }

    /**
     * The report of a complete experiment, without its name and the checksum of the design, of which the name is a
     * part; every record stands once in its topic.
     */
    private static String finishedReport(String experiment) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            assertThat(workers).allSatisfy(role -> assertThat(role.isAlive())
                    .as(role.name() + ": " + role.output())
                    .isTrue());
            assertThat(keys(TOPICS.scores(), experiment)).hasSize(IMAGES);
            assertThat(publishedReport(experiment)).isNotNull();
        });
        SortedMap<String, Integer> jobs = keys(TOPICS.jobs(), experiment);
        assertThat(jobs).hasSize(IMAGES).allSatisfy((job, times) -> assertThat(times)
                .isOne());
        assertThat(keys(TOPICS.images(), experiment)).isEqualTo(jobs);
        assertThat(keys(TOPICS.imageSummaries(), experiment)).isEqualTo(jobs);
        assertThat(keys(TOPICS.scores(), experiment)).hasSize(IMAGES).allSatisfy((score, times) -> assertThat(times)
                .isOne());
        assertThat(Echo.read(cluster.clients(), TOPICS.deadLetters().name())).isEmpty();
        String read = ReportJson.write(TopicReport.read(cluster.clients(), TOPICS, experiment));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(publishedReport(experiment)).isEqualTo(read));
        return read.replace(experiment, "experiment")
                .replaceFirst("(\"design_sha256\": )\"[0-9a-f]{64}\"", "$1\"(of its design)\"");
    }

    private static @Nullable String publishedReport(String experiment) {
        Map<String, String> reports = new HashMap<>();
        Echo.read(cluster.clients(), TOPICS.reports().name())
                .forEach(record -> reports.put(
                        new String(record.key(), StandardCharsets.UTF_8),
                        AvroSerdes.deserializer(ExperimentReport.class)
                                .deserialize(record.topic(), Objects.requireNonNull(record.value()))
                                .getJson()));
        return reports.get(experiment);
    }

    /** How often each key of an experiment stands in a topic. */
    private static SortedMap<String, Integer> keys(TopicDefinition topic, String experiment) {
        SortedMap<String, Integer> keys = new TreeMap<>();
        Echo.read(cluster.clients(), topic.name()).forEach(record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.startsWith(experiment + "/")) {
                keys.merge(key, 1, Integer::sum);
            }
        });
        return keys;
    }

    private static void produce(String experiment) throws Exception {
        roles.run(
                "produce-" + experiment,
                cluster.clients(),
                prefixed(
                        "produce",
                        "--experiment",
                        experiment,
                        "--pairs",
                        "../app/src/test/resources/pairs/six.csv",
                        "--seeds",
                        "0,1,2,3",
                        "--alphas",
                        "0.5,1.0",
                        "--methods",
                        "lerp",
                        "--baseline",
                        "source",
                        "--steps",
                        "40",
                        "--size",
                        "64",
                        "--generator",
                        generator()));
    }

    private static String generator() {
        return TinyBundles.generator().toString();
    }

    private static List<String> prefixed(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--topic-prefix", TOPICS.prefix()));
        arguments.addAll(List.of(more));
        return arguments;
    }
}
