package io.steerscope.worker.client;

import java.util.Map;

import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class ClientConfigurationTest {

    @Test
    void whatTheGuaranteesRestOnCannotBeOverridden() {
        // given
        Map<String, Object> user = Map.of(
                "isolation.level", "read_uncommitted",
                "enable.auto.commit", "true",
                "group.id", "mine",
                "acks", "1",
                "enable.idempotence", "false",
                "transactional.id", "mine");

        // then
        assertThat(ClientConfiguration.consumer(user, "group", 10))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("group.id", "group");
        assertThat(ClientConfiguration.producer(user, "group-1"))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("transactional.id", "group-1");
    }

    @Test
    void prefixedPropertiesGoToOneClientAndWinOverSharedOnes() {
        // given
        Map<String, Object> user = Map.of(
                "client.id", "both", "producer.client.id", "writer", "consumer.max.poll.records", 7, "linger.ms", 9);

        // when
        Map<String, Object> consumer = ClientConfiguration.consumer(user, "group", 10);
        Map<String, Object> producer = ClientConfiguration.producer(user, "group-1");

        // then
        assertThat(consumer).containsEntry("client.id", "both").containsEntry("max.poll.records", 7);
        assertThat(producer).containsEntry("client.id", "writer").containsEntry("linger.ms", 9);
        assertThat(consumer.keySet()).noneMatch(name -> name.startsWith("producer."));
        assertThat(producer.keySet()).noneMatch(name -> name.startsWith("consumer."));
    }

    @Test
    void theAssignorIsCooperativeUnlessTheConsumerProtocolAssignsOnTheBroker() {
        assertThat(ClientConfiguration.consumer(Map.of(), "group", 10))
                .containsEntry("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        assertThat(ClientConfiguration.consumer(Map.of("group.protocol", "consumer"), "group", 10))
                .doesNotContainKey("partition.assignment.strategy");
    }

    @Test
    void kafkaAcceptsTheConfigurations() {
        Map<String, Object> user = Map.of("bootstrap.servers", "localhost:1");
        Map<String, Object> newProtocol = Map.of("bootstrap.servers", "localhost:1", "group.protocol", "consumer");

        try (var classic = new KafkaConsumer<>(ClientConfiguration.consumer(user, "group", 10));
                var modern = new KafkaConsumer<>(ClientConfiguration.consumer(newProtocol, "group", 10));
                var producer = new KafkaProducer<>(ClientConfiguration.producer(user, "group-1"))) {
            assertThat(classic.groupMetadata().groupId()).isEqualTo("group");
            assertThat(modern.groupMetadata().groupId()).isEqualTo("group");
            assertThat(producer.metrics()).isNotEmpty();
        }
    }
}
