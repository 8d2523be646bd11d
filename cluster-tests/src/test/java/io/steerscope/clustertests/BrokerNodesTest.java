package io.steerscope.clustertests;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import io.steerscope.app.command.SteerscopeCommand;
import io.steerscope.benchmarks.faults.RoleProcess;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicChange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code broker --nodes 3}, with its real processes. */
class BrokerNodesTest {

    private static final TopicCatalogue TOPICS = new TopicCatalogue("nodes.", 2, TopicCatalogue.AUTOMATIC_REPLICATION);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern READY = Pattern.compile("Kafka is ready at (\\S+) \\(Ctrl-C stops it\\)");
    private static final Pattern NODE = Pattern.compile("node (\\d): 127.0.0.1:\\d+, process (\\d+)");

    @TempDir
    private Path folder;

    @Test
    void aNodeThatWasKilledIsBroughtBackByItselfAndAllThatWereKilledByTheSameCommand() throws Exception {
        try (Roles roles = new Roles(folder.resolve("roles"))) {
            // given
            RoleProcess cluster = roles.start("cluster", all("--port", "0"));
            Matcher ready = awaitLine(cluster, READY);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", ready.group(1)))) {
                new TopicAdministrator(admin).apply(new TopicCatalogue(TOPICS.prefix(), 2, (short) 1));

                // when
                String applied = output(0, applyTopics(ready.group(1)));

                // then
                assertThat(applied)
                        .contains(
                                "copy nodes.scores: replication 1 -> 3",
                                "alter nodes.scores: min.insync.replicas 1 -> 2",
                                "0 topics unchanged");
                awaitInSync(admin, 3);
                assertThat(new TopicAdministrator(admin).plan(TOPICS))
                        .allMatch(TopicChange.Unchanged.class::isInstance);

                // when
                kill(cluster.output(), 2);

                // then
                await().atMost(PATIENCE).until(() -> cluster.output()
                        .contains("has ended with status 137; it is brought back by steerscope broker --data "
                                + folder.resolve("kafka") + " --node 2"));
                awaitInSync(admin, 2);
                assertThat(output(1, all()))
                        .contains("kafka is in use by another steerscope;"
                                + " wait until it ends, stop it, or choose another folder");
                assertThat(output(1, List.of("broker", "--data", data())))
                        .contains("is the folder of a cluster of 3 nodes");

                // when
                RoleProcess second = roles.start("second", List.of("broker", "--data", data(), "--node", "2"));

                // then
                awaitInSync(admin, 3);
                second.close();
            }

            // when
            kill(cluster.output(), 1);
            kill(cluster.output(), 3);
            assertThat(cluster.awaitEnd(PATIENCE)).isEqualTo(1);
            assertThat(cluster.lastLine()).endsWith("all nodes that were started here have ended");
            RoleProcess again = roles.start("cluster-again", all());

            // then
            assertThat(awaitLine(again, READY).group(1)).isEqualTo(ready.group(1));
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", ready.group(1)))) {
                awaitInSync(admin, 3);
                assertThat(new TopicAdministrator(admin).plan(TOPICS))
                        .allMatch(TopicChange.Unchanged.class::isInstance);
            }
            again.signal("TERM");
            assertThat(again.awaitEnd(PATIENCE)).isEqualTo(143);
            assertThat(NODE.matcher(again.output()).results()).hasSize(3).allSatisfy(node -> assertThat(
                            ProcessHandle.of(Long.parseLong(node.group(2))))
                    .isEmpty());
        }
    }

    private String data() {
        return folder.resolve("kafka").toString();
    }

    private List<String> all(String... more) {
        List<String> arguments = new ArrayList<>(List.of("broker", "--data", data(), "--nodes", "3"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static List<String> applyTopics(String servers) {
        return List.of(
                "topics",
                "apply",
                "--bootstrap-server",
                servers,
                "--topic-prefix",
                TOPICS.prefix(),
                "--partitions",
                "2",
                "--replication",
                "3");
    }

    /** What a command that ends at once prints, run in this process. */
    private static String output(int status, List<String> arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        CommandLine command = SteerscopeCommand.commandLine().setOut(writer).setErr(writer);
        assertThat(command.execute(arguments.toArray(String[]::new)))
                .as(text::toString)
                .isEqualTo(status);
        return text.toString();
    }

    private static Matcher awaitLine(RoleProcess process, Pattern line) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            Matcher found = line.matcher(process.output());
                            boolean isThere = found.find();
                            assertThat(isThere || process.isAlive())
                                    .as(process.output())
                                    .isTrue();
                            return isThere ? found : null;
                        },
                        found -> found != null);
    }

    private static void kill(String output, int node) {
        Matcher nodes = NODE.matcher(output);
        while (nodes.find()) {
            if (Integer.parseInt(nodes.group(1)) == node) {
                ProcessHandle.of(Long.parseLong(nodes.group(2))).orElseThrow().destroyForcibly();
            }
        }
    }

    /** Waits until every partition, internal ones too, has so many replicas in sync. */
    private static void awaitInSync(Admin admin, int replicas) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(topics(admin))
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.partitions())
                        .allSatisfy(partition -> assertThat(partition.isr()).hasSize(replicas))));
    }

    private static List<TopicDescription> topics(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return List.copyOf(admin.describeTopics(names).allTopicNames().get().values());
    }
}
