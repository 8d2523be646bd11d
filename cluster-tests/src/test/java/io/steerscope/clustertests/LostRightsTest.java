package io.steerscope.clustertests;

import java.nio.file.Path;
import java.util.Map;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;
import io.steerscope.worker.loop.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A worker ends with one line that names the right it lacks, from the start or since it runs. */
class LostRightsTest {

    private static final String USER = "worker";

    @TempDir
    private static Path folder;

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start(folder, USER);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void theRightToWriteAnOutputIsLostWhileTheWorkerRuns() {
        try (Echo echo = new Echo(cluster, "output")) {
            // given
            allowAll(echo);
            Worker worker = echo.worker("one", user());
            echo.send(50).awaitAllWritten();

            // when
            revokeWrite(echo, echo.topics.imageSummaries().name());
            echo.send(50);

            // then
            assertThat(endOf(worker, echo))
                    .contains(echo.topics.imageSummaries().name());
            assertThat(echo.counts(echo.topics.images()))
                    .as("of a result that cannot be written whole nothing is")
                    .isEqualTo(echo.counts(echo.topics.imageSummaries()));
        }
    }

    @Test
    void theRightToWriteDeadLettersIsLostWhileTheWorkerRuns() {
        try (Echo echo = new Echo(cluster, "letters")) {
            // given
            allowAll(echo);
            Worker worker = echo.worker("one", user());
            echo.send(50).awaitAllWritten();

            // when
            revokeWrite(echo, echo.topics.deadLetters().name());
            echo.sendNothing(5);

            // then
            assertThat(endOf(worker, echo)).contains(echo.topics.deadLetters().name());
        }
    }

    @Test
    void theRightToReadTheInputIsMissing() {
        try (Echo echo = new Echo(cluster, "input")) {
            // given
            allowAll(echo);
            cluster.revoke(
                    USER,
                    ResourceType.TOPIC,
                    PatternType.LITERAL,
                    echo.topics.jobs().name(),
                    AclOperation.READ);
            echo.send(10);

            // when
            Worker worker = echo.worker("one", user());

            // then
            assertThat(endOf(worker, echo)).contains(echo.topics.jobs().name());
        }
    }

    @Test
    void theRightToReadTheInputIsLostWhileTheWorkerRuns() {
        try (Echo echo = new Echo(cluster, "lost-input")) {
            // given
            allowAll(echo);
            Worker worker = echo.worker("one", user());
            echo.send(50).awaitAllWritten();

            // when
            cluster.revoke(
                    USER,
                    ResourceType.TOPIC,
                    PatternType.LITERAL,
                    echo.topics.jobs().name(),
                    AclOperation.READ);
            echo.send(50);

            // then
            assertThat(endOf(worker, echo)).contains(echo.topics.jobs().name());
            echo.assertNoneTwice();
        }
    }

    @Test
    void theRightToTheGroupIsMissing() {
        try (Echo echo = new Echo(cluster, "group")) {
            // given
            allowAll(echo);
            cluster.revoke(USER, ResourceType.GROUP, PatternType.LITERAL, "group.echo", AclOperation.READ);
            echo.send(10);

            // when
            Worker worker = echo.worker("one", user());

            // then
            assertThat(endOf(worker, echo)).contains("group.echo");
        }
    }

    @Test
    void theRightToTheGroupIsLostWhileTheWorkerRuns() {
        try (Echo echo = new Echo(cluster, "lost-group")) {
            // given
            allowAll(echo);
            Worker worker = echo.worker("one", user());
            echo.send(50).awaitAllWritten();

            // when
            cluster.revoke(USER, ResourceType.GROUP, PatternType.LITERAL, "lost-group.echo", AclOperation.READ);
            echo.send(50);

            // then
            assertThat(endOf(worker, echo)).contains("lost-group.echo");
            echo.assertNoneTwice();
        }
    }

    @Test
    void theRightToTheTransactionalIdIsMissing() {
        try (Echo echo = new Echo(cluster, "transaction")) {
            // given
            allowAll(echo);
            cluster.revoke(
                    USER,
                    ResourceType.TRANSACTIONAL_ID,
                    PatternType.PREFIXED,
                    "transaction.echo-",
                    AclOperation.WRITE,
                    AclOperation.DESCRIBE);
            echo.send(10);

            // when
            Worker worker = echo.worker("one", user());

            // then
            assertThat(endOf(worker, echo)).contains("transactional id", "Write and Describe");
        }
    }

    @Test
    void theRightToTheTransactionalIdIsLostWhileTheWorkerRuns() {
        try (Echo echo = new Echo(cluster, "lost-transaction")) {
            // given
            allowAll(echo);
            Worker worker = echo.worker("one", user());
            echo.send(50).awaitAllWritten();

            // when
            cluster.revoke(
                    USER,
                    ResourceType.TRANSACTIONAL_ID,
                    PatternType.PREFIXED,
                    "lost-transaction.echo-",
                    AclOperation.WRITE,
                    AclOperation.DESCRIBE);
            echo.send(50);

            // then
            assertThat(endOf(worker, echo)).contains("transactional id", "Write and Describe");
            echo.assertNoneTwice();
        }
    }

    @Test
    void thePasswordIsWrong() {
        try (Echo echo = new Echo(cluster, "password")) {
            // given
            echo.send(10);

            // when
            Worker worker = echo.worker("one", cluster.clients(USER, "guess"));

            // then
            assertThat(endOf(worker, echo)).contains("Invalid username or password");
        }
    }

    private static Map<String, Object> user() {
        return cluster.clients(USER, USER);
    }

    private static void allowAll(Echo echo) {
        String group = echo.topics.prefix() + "echo";
        cluster.allow(
                USER,
                ResourceType.TOPIC,
                PatternType.LITERAL,
                echo.topics.jobs().name(),
                AclOperation.READ);
        for (String output : new String[] {
            echo.topics.images().name(),
            echo.topics.imageSummaries().name(),
            echo.topics.deadLetters().name()
        }) {
            cluster.allow(USER, ResourceType.TOPIC, PatternType.LITERAL, output, AclOperation.WRITE);
        }
        cluster.allow(USER, ResourceType.GROUP, PatternType.LITERAL, group, AclOperation.READ);
        cluster.allow(
                USER,
                ResourceType.TRANSACTIONAL_ID,
                PatternType.PREFIXED,
                group + "-",
                AclOperation.WRITE,
                AclOperation.DESCRIBE);
    }

    private static void revokeWrite(Echo echo, String topic) {
        cluster.revoke(USER, ResourceType.TOPIC, PatternType.LITERAL, topic, AclOperation.WRITE);
    }

    /** The line with which the worker ended. */
    private static String endOf(Worker worker, Echo echo) {
        await().atMost(Echo.BOUND).untilAsserted(() -> assertThat(worker.state().isFinal())
                .as("%s, after %s", worker.check(), echo.clients.failures())
                .isTrue());
        assertThat(worker.failure()).isPresent();
        assertThat(worker.check().live()).isFalse();
        String line = worker.check().detail();
        assertThat(line).isNotBlank().doesNotContain("\n");
        return line;
    }
}
