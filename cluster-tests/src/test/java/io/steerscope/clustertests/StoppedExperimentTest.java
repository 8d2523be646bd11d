package io.steerscope.clustertests;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.benchmarks.faults.RoleProcess;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;
import io.steerscope.statistics.stopping.ItemState;
import io.steerscope.statistics.stopping.StoppingDecision;
import io.steerscope.statistics.stopping.StoppingRule;
import io.steerscope.statistics.verdict.SmallestEffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An experiment that stops cells when they are decided, while generators, scorer and aggregators are killed and others
 * join. The smallest effect is so large that models of random weights are soon shown to miss it.
 */
class StoppedExperimentTest {

    private static final TopicCatalogue TOPICS = new TopicCatalogue("stopped.", 4, (short) 1);
    private static final String EXPERIMENT = "decided";
    private static final int CATEGORIES = 2;
    private static final int PAIRS = 24;
    private static final int SEEDS = 2;
    private static final int ALPHAS = 2;
    private static final int CELLS = CATEGORIES * ALPHAS;
    private static final int JOBS = CATEGORIES * PAIRS * SEEDS * (ALPHAS + 1);
    private static final double SMALLEST_EFFECT = 0.5;

    @TempDir
    private Path folder;

    @Test
    void everyJobIsMadeOrSkippedAndEveryCellDecidedOnceWhoeverDies() throws Exception {
        try (TestCluster cluster = TestCluster.start(folder.resolve("broker"));
                Admin admin = cluster.admin();
                Roles roles = new Roles(folder.resolve("roles"))) {
            // given
            new TopicAdministrator(admin).apply(TOPICS);
            RoleProcess generator = generator(roles, cluster, "first");
            RoleProcess scorer = scorer(roles, cluster, "scorer");
            RoleProcess one = aggregator(roles, cluster, "one");
            RoleProcess other = aggregator(roles, cluster, "other");
            roles.run("produce", cluster.clients(), produce());

            // when
            awaitRecords(cluster, TOPICS.images(), JOBS / 12);
            generator.kill();
            RoleProcess second = generator(roles, cluster, "second");
            RoleProcess third = generator(roles, cluster, "third");
            awaitRecords(cluster, TOPICS.decisions(), 1);
            one.kill();
            scorer.kill();
            RoleProcess again = aggregator(roles, cluster, "one");
            RoleProcess scorerAgain = scorer(roles, cluster, "scorer");
            awaitRecords(cluster, TOPICS.skippedJobs(), 1);
            second.kill();
            RoleProcess fourth = generator(roles, cluster, "fourth");
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        assertThat(List.of(third, fourth, scorerAgain, other, again))
                                .allSatisfy(role -> assertThat(role.isAlive())
                                        .as(role.name() + ": " + role.output())
                                        .isTrue());
                        assertThat(keys(cluster, TOPICS.images()).size()
                                        + keys(cluster, TOPICS.skippedJobs()).size())
                                .isEqualTo(JOBS);
                        assertThat(keys(cluster, TOPICS.scores()).keySet())
                                .hasSameSizeAs(keys(cluster, TOPICS.images()).keySet());
                    });

            // then
            SortedMap<String, Integer> made = keys(cluster, TOPICS.images());
            SortedMap<String, Integer> skipped = keys(cluster, TOPICS.skippedJobs());
            assertThat(made).allSatisfy((key, times) -> assertThat(times).isOne());
            assertThat(skipped).isNotEmpty().allSatisfy((key, times) -> assertThat(times)
                    .isOne());
            assertThat(made.keySet()).doesNotContainAnyElementsOf(skipped.keySet());
            assertThat(keys(cluster, TOPICS.jobs()).keySet())
                    .isEqualTo(union(made, skipped))
                    .hasSize(JOBS);
            assertThat(keys(cluster, TOPICS.deadLetters())).isEmpty();

            // then
            assertThat(keys(cluster, TOPICS.decisions())).hasSize(CELLS).allSatisfy((key, times) -> assertThat(times)
                    .isOne());
            List<MarginScore> scores = values(cluster, TOPICS.scores(), MarginScore.class);
            assertThat(values(cluster, TOPICS.decisions(), Decision.class))
                    .allSatisfy(decision -> assertThat(asDecided(decision)).isEqualTo(walk(decision, scores)));

            // then
            String asked = roles.run(
                    "report", cluster.clients(), prefixed("report", "--experiment", EXPERIMENT, "--format", "json"));
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                List<ExperimentReport> published = values(cluster, TOPICS.reports(), ExperimentReport.class);
                assertThat(published.get(published.size() - 1).getJson().strip())
                        .isEqualTo(asked.substring(asked.indexOf('{')).strip());
            });
        }
    }

    /** What the rule says of the scores of a cell, in the order of the places that they carry. */
    private static List<Object> walk(Decision decision, List<MarginScore> scores) {
        SortedMap<Integer, List<Double>> margins = new TreeMap<>();
        scores.stream()
                .filter(score -> score.getCategory().equals(decision.getCategory())
                        && score.getIdentity().getMethod().equals(decision.getMethod())
                        && score.getIdentity().getAlpha() == decision.getAlpha())
                .forEach(score -> margins.computeIfAbsent(score.getPlace(), place -> new ArrayList<>())
                        .add(score.getMargin()));
        List<ItemState> items = new ArrayList<>();
        for (int place = 0; place < PAIRS; place++) {
            List<Double> ofItem = margins.getOrDefault(place, List.of());
            items.add(
                    ofItem.size() == SEEDS
                            ? new ItemState.Value((ofItem.get(0) + ofItem.get(1)) / SEEDS)
                            : new ItemState.Open());
        }
        StoppingRule rule = new StoppingRule(
                0.95, CELLS, new SmallestEffect.Margin(SMALLEST_EFFECT), StoppingRule.FEWEST_ITEMS, PAIRS);
        StoppingDecision decided = rule.decide(items).orElseThrow();
        return List.of(decided.outcome().words(), decided.place(), decided.items(), decided.passedOver());
    }

    private static List<Object> asDecided(Decision decision) {
        return List.of(decision.getOutcome(), decision.getPlace(), (long) decision.getItems(), (long)
                decision.getPassedOver());
    }

    private static RoleProcess generator(Roles roles, TestCluster cluster, String name) throws Exception {
        Map<String, Object> clients = new HashMap<>(cluster.clients());
        clients.put("session.timeout.ms", 6_000);
        clients.put("heartbeat.interval.ms", 1_500);
        return roles.start(
                name,
                clients,
                prefixed(
                        "generate",
                        "--generator",
                        TinyBundles.generator().toString(),
                        "--batch-size",
                        "2",
                        "--instance",
                        name));
    }

    private static RoleProcess scorer(Roles roles, TestCluster cluster, String name) throws Exception {
        return roles.start(
                name,
                cluster.clients(),
                prefixed("score", "--scorer", TinyBundles.scorer().toString(), "--instance", name));
    }

    private RoleProcess aggregator(Roles roles, TestCluster cluster, String name) throws Exception {
        Map<String, Object> clients = new HashMap<>(cluster.clients());
        clients.put("session.timeout.ms", 6_000);
        clients.put("heartbeat.interval.ms", 1_500);
        return roles.start(
                "aggregator-" + name,
                clients,
                prefixed(
                        "aggregate",
                        "--http-port",
                        "0",
                        "--application-id",
                        "stopped.aggregator",
                        "--state",
                        folder.resolve("state-" + name).toString()));
    }

    private static List<String> produce() {
        return prefixed(
                "produce",
                "--experiment",
                EXPERIMENT,
                "--pairs",
                "../pairs/toybox-400.csv",
                "--categories",
                "size,pattern",
                "--pairs-per-category",
                Integer.toString(PAIRS),
                "--seeds",
                "0,1",
                "--alphas",
                "0.5,1.0",
                "--methods",
                "lerp",
                "--baseline",
                "source",
                "--smallest-effect",
                Double.toString(SMALLEST_EFFECT),
                "--stop",
                "when-decided",
                "--stop-scorer",
                "tiny-clip-c",
                "--steps",
                "40",
                "--size",
                "64",
                "--generator",
                TinyBundles.generator().toString());
    }

    private static List<String> prefixed(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--topic-prefix", TOPICS.prefix()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static void awaitRecords(TestCluster cluster, TopicDefinition topic, int atLeast) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> keys(cluster, topic).size() >= atLeast);
    }

    /** How often each key stands in a topic. */
    private static SortedMap<String, Integer> keys(TestCluster cluster, TopicDefinition topic) {
        SortedMap<String, Integer> keys = new TreeMap<>();
        Echo.read(cluster.clients(), topic.name())
                .forEach(record -> keys.merge(new String(record.key(), StandardCharsets.UTF_8), 1, Integer::sum));
        return keys;
    }

    private static TreeSet<String> union(SortedMap<String, Integer> one, SortedMap<String, Integer> other) {
        TreeSet<String> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return all;
    }

    private static <T extends SpecificRecord> List<T> values(
            TestCluster cluster, TopicDefinition topic, Class<T> type) {
        List<T> values = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : Echo.read(cluster.clients(), topic.name())) {
            values.add(AvroSerdes.deserializer(type).deserialize(topic.name(), record.headers(), record.value()));
        }
        return values;
    }
}
