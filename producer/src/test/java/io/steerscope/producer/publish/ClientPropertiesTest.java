package io.steerscope.producer.publish;

import java.util.Map;

import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientPropertiesTest {

    @Test
    void theUserMayTuneButNotWeakenTheGuarantees() {
        Map<String, Object> properties = ClientProperties.producer(
                Map.of("compression.type", "zstd", "acks", "0", "enable.idempotence", "false"), "producer.exp-1");

        assertThat(properties)
                .containsEntry("compression.type", "zstd")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("transactional.id", "producer.exp-1");
    }

    @Test
    void readersJoinNoGroupAndMakeNoTopic() {
        Map<String, Object> properties = ClientProperties.consumer(
                Map.of("group.id", "mine", "bootstrap.servers", "kafka:9092"), IsolationLevel.READ_COMMITTED);

        assertThat(properties)
                .doesNotContainKey("group.id")
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("allow.auto.create.topics", false)
                .containsEntry("isolation.level", "read_committed");
    }
}
