package io.steerscope.app.client;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import kafka.server.KafkaConfig;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PropertyNamesTest {

    @Test
    void everyNameOfTheClientsIsKnownWithAndWithoutTheirPrefixes() {
        // then
        assertThat(PropertyNames.all())
                .hasSizeGreaterThan(500)
                .contains(
                        "bootstrap.servers",
                        "acks",
                        "num.standby.replicas",
                        "consumer.group.instance.id",
                        "main.consumer.max.poll.records",
                        "producer.linger.ms")
                .allMatch(PropertyNames::isKnown);
    }

    @Test
    void nameSpacesOfPlugInsAreOpen() {
        // then
        assertThat(List.of(
                        "config.providers.vault.class",
                        "config.providers.vault.param.address",
                        "metrics.jmx.include",
                        "client.tag.zone",
                        "topic.retention.ms"))
                .allMatch(PropertyNames::isKnown);
    }

    @ParameterizedTest
    @CsvSource({
        "security.protocl, security.protocol",
        "security_protocol, security.protocol",
        "Security.Protocol, security.protocol",
        "protocol.security, security.protocol",
        "secruity.protocol, security.protocol",
        "bootstrap.server, bootstrap.servers",
        "sasl.mechanisms, sasl.mechanism",
        "sasl.jaas.conf, sasl.jaas.config",
        "jaas.config, sasl.jaas.config",
        "truststore.location, ssl.truststore.location",
        "ssl.trustore.location, ssl.truststore.location",
        "ack, acks",
        "producr.acks, producer.acks",
        "consumer.group.instanceid, consumer.group.instance.id",
        "auto.commit.enable, enable.auto.commit"
    })
    void aSlipIsRecognised(String slip, String meant) {
        // then
        assertThat(PropertyNames.isKnown(slip)).isFalse();
        assertThat(PropertyNames.meant(slip)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"my.interceptor.endpoint", "schema.registry.url", "foo", "sasl.ldap.server", "ssl.ca.location"})
    void whatIsCloseToNoNameIsLeftAlone(String name) {
        // then
        assertThat(PropertyNames.meant(name)).isEmpty();
    }

    @Test
    void settingsOfBrokersAndTopicsInASharedFileAreTakenForSlipsOnlyWhereClientsHaveTheSameWords() {
        // given
        Set<String> others = new TreeSet<>(LogConfig.configNames());
        KafkaConfig.configNames().foreach(others::add);
        others.removeIf(PropertyNames::isKnown);

        // when
        List<String> taken = others.stream()
                .filter(name -> PropertyNames.meant(name).isPresent())
                .toList();

        // then
        assertThat(others).hasSizeGreaterThan(200);
        assertThat(taken).isEmpty();
    }

    @Test
    void secretsAreKnownAsSuch() {
        // then
        assertThat(List.of("ssl.truststore.password", "sasl.jaas.config", "consumer.ssl.key.password"))
                .allMatch(PropertyNames::isSecret);
        assertThat(PropertyNames.isSecret("ssl.truststore.location")).isFalse();
    }
}
