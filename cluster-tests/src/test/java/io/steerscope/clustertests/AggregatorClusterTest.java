package io.steerscope.clustertests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.app.broker.TestCluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An aggregator whose cluster goes away, or is changed under it. */
class AggregatorClusterTest {

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
    void whileTheBrokerIsAwayItAnswersAndSaysThatItIsNotCaughtUp() throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "away")) {
            // given
            experiment.produce();
            Aggregator aggregator = experiment.aggregate(cluster.clients());
            experiment.score().awaitComplete();

            // when
            cluster.stop();

            // then
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(experiment.statistics())
                    .contains("\"caught_up\":false", "\"scored\":" + ScoredExperiment.IMAGES));
            assertThat(aggregator.check().live()).isTrue();
            assertThat(aggregator.check().ready()).isTrue();

            // when
            cluster.restart();

            // then
            experiment.awaitComplete();
            assertThat(aggregator.check().ready()).isTrue();
            assertThat(aggregator.failure()).isEmpty();
        }
    }

    @Test
    void partitionsOfScoresThatGrewEndItWithTheRemedy() throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "grown")) {
            // given
            Map<String, Object> clients = new HashMap<>(cluster.clients());
            clients.put("metadata.max.age.ms", 1000);
            experiment.produce().score();
            Aggregator aggregator = experiment.aggregate(clients);
            experiment.awaitComplete();

            // when
            try (Admin admin = cluster.admin()) {
                admin.createPartitions(Map.of(experiment.topics.scores().name(), NewPartitions.increaseTo(5)))
                        .all()
                        .get();
            }

            // then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(aggregator.failure()).isPresent());
            String line = aggregator.failure().orElseThrow();
            assertThat(line).contains("scores", "2", "5", "--application-id").doesNotContain("\n");
            assertThat(aggregator.check().live()).isFalse();
            assertThat(experiment.ask("health/live")).startsWith("503");
        }
    }

    @Test
    void aDeletedTopicEndsItWithTheRemedy() throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "deleted")) {
            // given
            experiment.produce().score();
            Aggregator aggregator = experiment.aggregate(cluster.clients());
            experiment.awaitComplete();

            // when
            try (Admin admin = cluster.admin()) {
                admin.deleteTopics(List.of(experiment.topics.scores().name()))
                        .all()
                        .get();
            }

            // then
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(aggregator.failure()).isPresent());
            assertThat(aggregator.failure().orElseThrow())
                    .contains(experiment.topics.scores().name())
                    .doesNotContain("\n");
        }
    }
}
