package io.steerscope.clustertests;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.producer.publish.ExperimentProducer;
import io.steerscope.producer.publish.ProduceListener;
import io.steerscope.producer.publish.ProduceOutcome;
import io.steerscope.producer.publish.ProductionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The commit of {@code produce} arrives at the broker, and its answer does not arrive at the client. */
class LostCommitTest {

    private static final int PATIENCE_MILLIS = 4_000;
    private static final int FOR_EVER = 10_000;

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
    void theExperimentIsFoundToBeWritten() throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "found")) {
            // given
            int before = cluster.wire().lost();
            cluster.wire().loseAnswers(ApiKeys.END_TXN, FOR_EVER);

            // when
            ProduceOutcome outcome = produce(experiment);

            // then
            cluster.wire().loseAnswers(ApiKeys.END_TXN, 0);
            assertThat(cluster.wire().lost()).isGreaterThan(before);
            assertThat(outcome).isInstanceOf(ProduceOutcome.Produced.class);
            assertEachJobOnce(experiment);
        }
    }

    @Test
    void whatCannotBeFoundOutIsSaidAndTheSameCommandFindsItOut() throws Exception {
        try (ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "unknown")) {
            // given
            cluster.wire().loseAnswers(ApiKeys.END_TXN, FOR_EVER);
            ProduceListener silencing = (sent, total) -> {
                if (sent == total) {
                    cluster.wire().setSilent(true);
                }
            };

            // when
            assertThatThrownBy(() ->
                            ExperimentProducer.produce(clients(), experiment.topics, experiment.design(), silencing))
                    // then
                    .isInstanceOf(ProductionException.class)
                    .hasMessageContaining("run the same command again")
                    .hasMessageNotContaining("\n");

            // when
            cluster.wire().loseAnswers(ApiKeys.END_TXN, 0);
            cluster.wire().setSilent(false);
            produce(experiment);

            // then
            assertEachJobOnce(experiment);
        }
    }

    private static ProduceOutcome produce(ScoredExperiment experiment) throws Exception {
        return ExperimentProducer.produce(clients(), experiment.topics, experiment.design(), ProduceListener.SILENT);
    }

    private static void assertEachJobOnce(ScoredExperiment experiment) {
        List<ConsumerRecord<byte[], byte[]>> jobs =
                Echo.read(cluster.clients(), experiment.topics.jobs().name());
        assertThat(jobs).hasSize(ScoredExperiment.IMAGES);
        assertThat(jobs.stream().map(job -> new String(job.key())).distinct()).hasSize(ScoredExperiment.IMAGES);
        assertThat(Echo.read(cluster.clients(), experiment.topics.experiments().name()))
                .hasSize(1);
    }

    private static Map<String, Object> clients() {
        Map<String, Object> properties = new HashMap<>(cluster.wiredClients());
        properties.put("request.timeout.ms", 1_000);
        properties.put("max.block.ms", PATIENCE_MILLIS);
        properties.put("delivery.timeout.ms", PATIENCE_MILLIS);
        properties.put("default.api.timeout.ms", PATIENCE_MILLIS);
        return properties;
    }
}
