package io.steerscope.producer.publish;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExperimentClientsTest {

    @Test
    void theUserMayTuneButNotWeakenTheGuarantees() {
        Map<String, Object> properties = ExperimentClients.properties(
                Map.of("compression.type", "zstd", "acks", "0", "enable.idempotence", "false"), "producer.exp-1");

        assertThat(properties)
                .containsEntry("compression.type", "zstd")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("transactional.id", "producer.exp-1");
    }
}
