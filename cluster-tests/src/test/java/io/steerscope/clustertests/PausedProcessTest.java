package io.steerscope.clustertests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.benchmarks.faults.RoleProcess;
import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.pairs.PairSetReader;
import io.steerscope.producer.publish.ExperimentProducer;
import io.steerscope.producer.publish.ProduceListener;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A worker process that is stopped for longer than its session, and continued. */
class PausedProcessTest {

    private static final TopicCatalogue TOPICS = new TopicCatalogue("paused.", 4, (short) 1);
    private static final int IMAGES = 6 * 20 * 2;

    @TempDir
    private Path folder;

    @Test
    void anotherTakesOverItsPartitionsAndEveryImageIsThereOnce() throws Exception {
        try (TestCluster cluster = TestCluster.start(folder.resolve("broker"));
                Admin admin = cluster.admin();
                Roles roles = new Roles(folder.resolve("roles"))) {
            // given
            new TopicAdministrator(admin).apply(TOPICS);
            RoleProcess first = generator(roles, cluster, "first");
            RoleProcess second = generator(roles, cluster, "second");
            await().atMost(Duration.ofMinutes(1)).until(() -> members(admin) == 2);
            produce(cluster);
            await().atMost(Duration.ofMinutes(1)).until(() -> images(cluster).size() > IMAGES / 10);

            // when
            first.signal("STOP");
            await().atMost(Duration.ofMinutes(1)).until(() -> members(admin) == 1);
            await().atMost(Duration.ofMinutes(1)).until(() -> images(cluster).size() > IMAGES / 3);
            first.signal("CONT");
            await().atMost(Duration.ofMinutes(2)).until(() -> images(cluster).size() == IMAGES);

            // then
            await().atMost(Duration.ofMinutes(1)).until(() -> members(admin) == 2);
            assertThat(images(cluster))
                    .allSatisfy((key, times) -> assertThat(times).isOne());
            assertThat(counts(cluster, TOPICS.imageSummaries())).isEqualTo(images(cluster));
            assertThat(first.isAlive()).as(first.output()).isTrue();
            assertThat(second.isAlive()).as(second.output()).isTrue();
        }
    }

    private static RoleProcess generator(Roles roles, TestCluster cluster, String name) throws Exception {
        Map<String, Object> clients = new HashMap<>(cluster.clients());
        clients.put("session.timeout.ms", 4_000);
        clients.put("heartbeat.interval.ms", 1_000);
        return roles.start(
                name,
                clients,
                List.of(
                        "generate",
                        "--topic-prefix",
                        TOPICS.prefix(),
                        "--generator",
                        TinyBundles.generator().toString(),
                        "--instance",
                        name));
    }

    private static void produce(TestCluster cluster) throws Exception {
        ExperimentProducer.produce(
                cluster.clients(),
                TOPICS,
                new ExperimentDesign(
                        "six",
                        PairSetReader.read(Path.of("../app/src/test/resources/pairs/six.csv")),
                        LongStream.range(0, 20).boxed().toList(),
                        List.of(0.5, 1.0),
                        List.of("lerp"),
                        new GeneratorSettings("tiny-sdxl", "euler", 4, 2.0, null, 64, 64, null),
                        7),
                ProduceListener.SILENT);
    }

    private static int members(Admin admin) throws Exception {
        String group = GeneratorWorkerSettings.groupId(TOPICS);
        try {
            return admin.describeConsumerGroups(Set.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        } catch (ExecutionException e) {
            return 0;
        }
    }

    private static Map<String, Integer> images(TestCluster cluster) {
        return counts(cluster, TOPICS.images());
    }

    private static Map<String, Integer> counts(TestCluster cluster, TopicDefinition topic) {
        Map<String, Integer> counts = new TreeMap<>();
        Echo.read(cluster.clients(), topic.name())
                .forEach(record -> counts.merge(new String(record.key()), 1, Integer::sum));
        return counts;
    }
}
