package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.EmbeddedBroker;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code topics plan} and {@code apply} against a broker. */
class TopicsCommandTest {

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aPlanSaysByItsStatusWhetherSomethingHasToChange() {
        // when
        CommandOutcome before = topics("plan", "due.", "--partitions", "2");
        CommandOutcome apply = topics("apply", "due.", "--partitions", "2");
        CommandOutcome after = topics("plan", "due.", "--partitions", "2");
        CommandOutcome month = topics("plan", "due.", "--partitions", "2", "--retention", "30d");

        // then
        assertThat(before.status()).as(before.err()).isEqualTo(TopicsCommand.CHANGES_DUE);
        assertThat(before.out().lines()).hasSize(12).last().isEqualTo("0 topics unchanged");
        assertThat(before.out())
                .contains(
                        "create due.scores: 2 partitions, replication 1, cleanup.policy=compact, min.insync.replicas=1");
        assertThat(apply.status()).as(apply.err()).isZero();
        assertThat(apply.out()).isEqualTo(before.out());
        assertThat(after.status()).isZero();
        assertThat(after.out()).isEqualTo("11 topics unchanged\n");
        assertThat(month.status()).isEqualTo(TopicsCommand.CHANGES_DUE);
        assertThat(month.out())
                .isEqualTo(
                        """
                        alter due.jobs: retention.ms 7776000000 -> 2592000000
                        alter due.images: retention.ms 31536000000 -> 2592000000
                        alter due.dead-letters: retention.ms 31536000000 -> 2592000000
                        8 topics unchanged
                        """);
    }

    @Test
    void topicsWithoutRecordsGrowAndWithAConflictNothingChanges() {
        // given
        topics("apply", "grow.", "--partitions", "1");
        CommandOutcome grown = topics("apply", "grow.", "--partitions", "2");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("grow.scores", new byte[] {1}, new byte[] {1}));
        }

        // when
        CommandOutcome plan = topics("plan", "grow.", "--partitions", "3");
        CommandOutcome refused = topics("apply", "grow.", "--partitions", "3");
        CommandOutcome tripled = topics("apply", "grow.", "--partitions", "2", "--replication", "3");

        // then
        assertThat(grown.out())
                .contains("increase grow.scores: partitions 1 -> 2", "increase grow.jobs: partitions 1 -> 2");
        assertThat(plan.status()).isEqualTo(1);
        assertThat(plan.out())
                .contains(
                        "increase grow.jobs: partitions 2 -> 3",
                        "conflict grow.scores: it has 2 partitions; with 3 its keys would move");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err().strip().lines())
                .singleElement()
                .asString()
                .contains("conflict grow.scores: it has 2 partitions");
        assertThat(tripled.status()).isEqualTo(1);
        assertThat(tripled.err().strip().lines()).hasSize(11).allMatch(line -> line.contains("the cluster has 1"));
        assertThat(topics("plan", "grow.", "--partitions", "2").out()).isEqualTo("11 topics unchanged\n");
    }

    private static CommandOutcome topics(String command, String prefix, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("topics", command, "--bootstrap-server", broker.bootstrapServers(), "--topic-prefix", prefix));
        arguments.addAll(List.of(more));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }
}
