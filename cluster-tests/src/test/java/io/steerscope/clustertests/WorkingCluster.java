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
 * A cluster of three nodes on which a generator, a scorer and an aggregator work, and an experiment that they did
 * undisturbed.
 */
final class WorkingCluster implements AutoCloseable {

    private static final TopicCatalogue TOPICS = new TopicCatalogue("three.", 4, (short) 3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int IMAGES = 6 * 3 * 3;
    private static final int EARLY = IMAGES / 8;

    private final Roles roles;
    private final ThreeNodes cluster;
    private final List<RoleProcess> workers;
    private final String undisturbed;

    private WorkingCluster(Roles roles, ThreeNodes cluster, Path folder) throws Exception {
        this.roles = roles;
        this.cluster = cluster;
        new TopicAdministrator(cluster.admin()).apply(TOPICS);
        Map<String, Object> clients = new HashMap<>(cluster.clients());
        clients.put("session.timeout.ms", 6_000);
        clients.put("heartbeat.interval.ms", 1_500);
        this.workers = List.of(
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
        this.undisturbed = finishedReport("calm");
    }

    /** Starts all of it, and returns when the first experiment is finished. */
    static WorkingCluster start(Path folder) throws Exception {
        Roles roles = new Roles(folder.resolve("roles"));
        try {
            return new WorkingCluster(roles, ThreeNodes.start(folder.resolve("kafka"), roles), folder);
        } catch (Exception | AssertionError e) {
            roles.close();
            throw e;
        }
    }

    ThreeNodes cluster() {
        return cluster;
    }

    /** The report of the experiment that no fault met. */
    String undisturbed() {
        return undisturbed;
    }

    /** Produces an experiment, and returns when it is in the middle. */
    void produceUntilItRuns(String experiment) throws Exception {
        cluster.awaitInSync();
        produce(experiment);
        await().atMost(PATIENCE).until(() -> keys(TOPICS.scores(), experiment).size() >= EARLY);
        assertThat(keys(TOPICS.images(), experiment)).as("it is in the middle").hasSizeLessThan(IMAGES);
    }

    /**
     * The report of a complete experiment, without its name and the checksum of the design, of which the name is a
     * part; every record stands once in its topic.
     */
    String finishedReport(String experiment) {
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

    private @Nullable String publishedReport(String experiment) {
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
    private SortedMap<String, Integer> keys(TopicDefinition topic, String experiment) {
        SortedMap<String, Integer> keys = new TreeMap<>();
        Echo.read(cluster.clients(), topic.name()).forEach(record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.startsWith(experiment + "/")) {
                keys.merge(key, 1, Integer::sum);
            }
        });
        return keys;
    }

    private void produce(String experiment) throws Exception {
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
                        "0,1,2",
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

    @Override
    public void close() {
        cluster.close();
        roles.close();
    }
}
