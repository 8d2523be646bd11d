package io.steerscope.clustertests;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Keys that clients with other partitioners have written to another partition than the one that they had a record in.
 */
class SeveralPartitionsTest {

    @TempDir
    private Path folder;

    @Test
    void theLiveReportAndTheReportFromTheTopicsCountTheSameRecords() throws Exception {
        try (TestCluster cluster = TestCluster.start(folder.resolve("broker"));
                ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "several")) {
            // given
            experiment.produce().score();
            experiment.aggregate(cluster.clients());
            experiment.awaitComplete();
            String before = fromTopics(experiment, new ArrayList<>());
            List<MarginScore> scores = scores(experiment);

            // when: a tombstone, a later score, an earlier one and one of the same time, all in the other partition
            other(experiment, key(scores.get(0)), null);
            other(experiment, key(scores.get(1)), bytes(scores.get(1), 0.5, Instant.EPOCH.plusSeconds(9)));
            other(experiment, key(scores.get(2)), bytes(scores.get(2), 0.6, Instant.EPOCH.minusSeconds(9)));
            other(experiment, key(scores.get(3)), bytes(scores.get(3), 0.7, Instant.EPOCH));

            // then
            List<String> remarks = new ArrayList<>();
            String after = fromTopics(experiment, remarks);
            assertThat(after).isNotEqualTo(before);
            assertThat(remarks)
                    .containsExactly("3 keys of several.scores stand in several partitions: of each the record that was"
                            + " made last counts");
            awaitLive(experiment, after);

            // when: the later score is taken back where it stands, and all is read from the beginning
            other(experiment, key(scores.get(1)), null);
            other(experiment, key(scores.get(3)), null);

            // then
            assertThat(fromTopics(experiment, new ArrayList<>())).isEqualTo(before);
            awaitLive(experiment, before);
            other(experiment, key(scores.get(1)), bytes(scores.get(1), 0.5, Instant.EPOCH.plusSeconds(9)));
            experiment.aggregate(cluster.clients());
            awaitLive(experiment, fromTopics(experiment, new ArrayList<>()));
        }
    }

    @Test
    void foreignRecordsAreCountedInOneLine() throws Exception {
        try (TestCluster cluster = TestCluster.start(folder.resolve("broker"));
                ScoredExperiment experiment = new ScoredExperiment(cluster, folder, "foreign")) {
            // given
            experiment.produce().score();
            for (int i = 0; i < 50; i++) {
                experiment.send(experiment.topics.scores(), ScoredExperiment.ID + "/x" + i, new byte[] {1, 2, 3});
            }

            // when
            List<String> remarks = new ArrayList<>();
            fromTopics(experiment, remarks);

            // then
            assertThat(remarks)
                    .singleElement()
                    .asString()
                    .startsWith("50 records of foreign.scores do not count, the first: foreign.scores/");
        }
    }

    private static void awaitLive(ScoredExperiment experiment, String report) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(experiment.ask("api/experiments/" + ScoredExperiment.ID + "/report"))
                        .isEqualTo(report));
    }

    private static String fromTopics(ScoredExperiment experiment, List<String> remarks) {
        return ReportJson.write(TopicReport.read(
                experiment.cluster.clients(),
                experiment.topics,
                RecordLimits.DEFAULT,
                ScoredExperiment.ID,
                remarks::add));
    }

    private static List<MarginScore> scores(ScoredExperiment experiment) {
        return Echo.read(experiment.cluster.clients(), experiment.topics.jobs().name()).stream()
                .map(record -> AvroSerdes.deserializer(GenerationJob.class).deserialize(record.topic(), record.value()))
                .map(job -> ScoredExperiment.score(job, 0.1))
                .toList();
    }

    private static byte[] bytes(MarginScore score, double margin, Instant at) {
        MarginScore other = new MarginScore(
                score.getIdentity(),
                score.getScorerId(),
                score.getScorerSha256(),
                null,
                score.getCategory(),
                score.getSource(),
                score.getTarget(),
                score.getSimSource(),
                score.getSimSource() + margin,
                margin,
                null,
                score.getSourceTruncated(),
                score.getTargetTruncated(),
                score.getTokens(),
                score.getImageSha256(),
                null,
                null,
                null,
                at,
                null);
        return AvroSerdes.serializer(MarginScore.class).serialize("scores", other);
    }

    private static String key(MarginScore score) {
        return RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
    }

    /** Writes to the partition, of two, that Kafka's own partitioner would not choose. */
    private static void other(ScoredExperiment experiment, String key, byte @Nullable [] value) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        int home = Utils.toPositive(Utils.murmur2(bytes)) % 2;
        experiment.send(
                Map.of(), new ProducerRecord<>(experiment.topics.scores().name(), 1 - home, bytes, value));
    }
}
