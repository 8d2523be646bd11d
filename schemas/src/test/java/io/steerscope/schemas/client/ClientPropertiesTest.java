package io.steerscope.schemas.client;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientPropertiesTest {

    @Test
    void whatAGuaranteeRestsOnCannotBeSetOtherwise() {
        // given
        Map<String, Object> given = Map.of(
                "bootstrap.servers", "kafka:9092",
                "isolation.level", "read_uncommitted",
                "enable.auto.commit", "true",
                "acks", "1",
                "enable.idempotence", "false",
                "transactional.id", "theirs");

        // then
        assertThat(ClientProperties.consumer(given, IsolationLevel.READ_COMMITTED))
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", false);
        assertThat(ClientProperties.producer(given))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .doesNotContainKey("transactional.id");
        assertThat(ClientProperties.transactionalProducer(given, "ours")).containsEntry("transactional.id", "ours");
    }

    @Test
    void aConsumerOfNoGroupIsNoMember() {
        // given
        Map<String, Object> given = Map.of(
                "bootstrap.servers", "kafka:9092",
                "group.id", "workers",
                "group.instance.id", "worker-1",
                "group.protocol", "consumer",
                "auto.offset.reset", "latest");

        // then
        assertThat(ClientProperties.consumerOfNoGroup(given, IsolationLevel.READ_UNCOMMITTED))
                .containsOnlyKeys(
                        "bootstrap.servers",
                        "isolation.level",
                        "enable.auto.commit",
                        "allow.auto.create.topics",
                        "auto.offset.reset")
                .containsEntry("isolation.level", "read_uncommitted")
                .containsEntry("auto.offset.reset", "earliest");
    }

    @Test
    void propertiesOfOtherClientsAreLeftOut() {
        assertThat(ClientProperties.known(
                        Map.of("group.id", "workers", "linger.ms", 5, "application.id", "a"),
                        ConsumerConfig.configNames()))
                .containsOnlyKeys("group.id");
    }

    @Test
    void whereValuesComeFromIsKnownToEveryClient() {
        // given
        Map<String, Object> given = Map.of(
                "sasl.jaas.config",
                "Login required password=\"${file:/run/secrets/kafka:password}\";",
                "config.providers",
                "file",
                "config.providers.file.class",
                "org.apache.kafka.common.config.provider.FileConfigProvider");

        // when / then
        assertThat(ClientProperties.known(given, ConsumerConfig.configNames())).isEqualTo(given);
    }
}
