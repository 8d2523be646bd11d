package io.steerscope.app.experiment;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.junit.jupiter.api.Test;

import io.steerscope.worker.client.ClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class RunClientsTest {

    @Test
    void membersOfLastingNamesAreAssignedTheirPartitionsInOneRound() {
        // given
        Map<String, Object> properties = new RunClients("localhost:9092").worker("run-0");

        // when
        Map<String, Object> consumer = ClientConfiguration.consumer(properties, "group", 32);

        // then
        assertThat(consumer).containsEntry("group.instance.id", "run-0");
        List<ConsumerPartitionAssignor> assignors = ConsumerPartitionAssignor.getAssignorInstances(
                List.of((String) consumer.get("partition.assignment.strategy")), Map.of());
        assertThat(assignors).singleElement().satisfies(assignor -> assertThat(assignor.supportedProtocols())
                .containsExactly(RebalanceProtocol.EAGER));
    }
}
