package io.steerscope.clustertests;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.TestCluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Kafka's tools take for work, the distance of a group to the end of its topic, is 0 when idle. */
class IdleLagTest {

    @TempDir
    private Path folder;

    @Test
    void aGroupWhoseTopicIsWrittenInTransactionsComesToItsEnd() throws Exception {
        try (TestCluster cluster = TestCluster.start(folder);
                Echo echo = new Echo(cluster, "idle")) {
            // given
            echo.worker("one", cluster.clients());
            sendInTransactions(echo, 3, true);
            sendInTransactions(echo, 2, false);

            // then
            await().atMost(Echo.BOUND).untilAsserted(() -> assertThat(lag(echo)).isEqualTo(Map.of(0, 0L, 1, 0L)));
            assertThat(echo.counts(echo.topics.images())).hasSize(6);
        }
    }

    /** One text for each partition in every transaction; an end of the log that is aborted has no record at all. */
    private static void sendInTransactions(Echo echo, int transactions, boolean commit) {
        Map<String, Object> properties = new HashMap<>(echo.cluster.clients());
        properties.put("transactional.id", "idle-lag");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            for (int i = 0; i < transactions; i++) {
                producer.beginTransaction();
                for (int partition = 0; partition < 2; partition++) {
                    String text = "text-" + i + "-" + partition;
                    producer.send(new ProducerRecord<>(echo.topics.jobs().name(), partition, text, text));
                }
                producer.flush();
                if (commit) {
                    producer.commitTransaction();
                } else {
                    producer.abortTransaction();
                }
            }
        }
    }

    /** The end of each partition minus what the group has committed, as {@code kafka-consumer-groups} shows it. */
    private static Map<Integer, Long> lag(Echo echo) throws Exception {
        try (Admin admin = echo.cluster.admin()) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            echo.topics.prefix() + "echo")
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> latest = Map.of(
                    new TopicPartition(echo.topics.jobs().name(), 0), OffsetSpec.latest(),
                    new TopicPartition(echo.topics.jobs().name(), 1), OffsetSpec.latest());
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset()
                                    - Optional.ofNullable(committed.get(entry.getKey()))
                                            .map(OffsetAndMetadata::offset)
                                            .orElse(0L)));
        }
    }
}
