package io.steerscope.worker.client;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class ClientConfigurationTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

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
        assertThat(ClientConfiguration.producer(user, "group-1", TIMEOUT))
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
        Map<String, Object> producer = ClientConfiguration.producer(user, "group-1", TIMEOUT);

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
                var scout = new KafkaConsumer<>(ClientConfiguration.scout(newProtocol, "group"));
                var probe = Admin.create(ClientConfiguration.probe(newProtocol));
                var producer = new KafkaProducer<>(ClientConfiguration.producer(user, "group-1", TIMEOUT))) {
            assertThat(probe.metrics()).isNotEmpty();
            assertThat(scout.metrics()).isNotEmpty();
            assertThat(classic.groupMetadata().groupId()).isEqualTo("group");
            assertThat(modern.groupMetadata().groupId()).isEqualTo("group");
            assertThat(producer.metrics()).isNotEmpty();
        }
    }

    @Test
    void noStepOfATransactionWaitsLongerThanAThirdOfItsTime() {
        assertThat(ClientConfiguration.producer(Map.of(), "group-1", TIMEOUT))
                .containsEntry("max.block.ms", 10_000L)
                .containsEntry("transaction.timeout.ms", 30_000);
        assertThat(ClientConfiguration.producer(Map.of("max.block.ms", "600000"), "group-1", TIMEOUT))
                .containsEntry("max.block.ms", 10_000L);
        assertThat(ClientConfiguration.producer(Map.of("max.block.ms", "5000"), "group-1", TIMEOUT))
                .containsEntry("max.block.ms", "5000");
        assertThat(ClientConfiguration.producer(Map.of("max.block.ms", "soon"), "group-1", TIMEOUT))
                .as("the client says what is wrong with it")
                .containsEntry("max.block.ms", "soon");
    }

    @Test
    void aTransactionNeverCostsTheMembershipOfTheGroup() {
        assertThat(ClientConfiguration.transactionTimeout(Map.of(), TIMEOUT)).isEqualTo(TIMEOUT);
        assertThat(ClientConfiguration.transactionTimeout(Map.of("consumer.max.poll.interval.ms", "30000"), TIMEOUT))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(ClientConfiguration.transactionTimeout(Map.of("max.poll.interval.ms", 100), TIMEOUT))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aScoutReadsOneRecordAtATimeAndJoinsNoGroup() {
        Map<String, Object> user =
                Map.of("group.instance.id", "a", "group.protocol", "consumer", "bootstrap.servers", "b:1");

        assertThat(ClientConfiguration.scout(user, "group"))
                .containsEntry("max.poll.records", 1)
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("bootstrap.servers", "b:1")
                .doesNotContainKeys("group.id", "group.instance.id", "group.protocol");
    }

    @Test
    void aProbeGetsWhatAllClientsShare() {
        Map<String, Object> user = Map.of(
                "bootstrap.servers", "b:1",
                "security.protocol", "SSL",
                "my.login.module.url", "https://a",
                "max.poll.records", 7,
                "linger.ms", 9,
                "consumer.client.id", "c");

        assertThat(ClientConfiguration.probe(user))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("my.login.module.url", "https://a")
                .doesNotContainKeys("max.poll.records", "linger.ms", "client.id", "consumer.client.id");
    }
}
