package io.steerscope.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicChange;
import io.steerscope.schemas.topic.TopicDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedBrokerTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.defaults();

    @TempDir
    private Path data;

    @Test
    void aFolderKeepsItsClusterAndTopicsWhenItIsUsedAgain() throws Exception {
        // given
        String clusterId;
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = admin(broker)) {
            clusterId = broker.clusterId();
            assertThat(new TopicAdministrator(admin).apply(CATALOGUE))
                    .hasSize(CATALOGUE.topics().size())
                    .allMatch(TopicChange.Create.class::isInstance);
        }

        // when
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0);
                Admin admin = admin(broker)) {
            // then
            assertThat(broker.clusterId()).isEqualTo(clusterId);
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo(clusterId);
            assertThat(admin.listTopics().names().get())
                    .containsAll(CATALOGUE.topics().stream()
                            .map(TopicDefinition::name)
                            .toList());
            List<TopicChange> again = new TopicAdministrator(admin).apply(CATALOGUE);
            assertThat(again).allMatch(TopicChange.Unchanged.class::isInstance);
        }
    }

    @Test
    void aFolderServesOneBrokerAtATime() {
        // given
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, 0)) {
            // when / then
            assertThatThrownBy(() -> EmbeddedBroker.start(data, 0))
                    .isInstanceOf(ActionableException.class)
                    .hasMessage(
                            data
                                    + " is in use by another steerscope; wait until it ends, stop it, or choose another folder");
            assertThat(broker.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void clientsAreSentToTheAdvertisedHost() throws Exception {
        // given
        ClientListener everywhere = new ClientListener("0.0.0.0", 0, "localhost");

        // when
        try (EmbeddedBroker broker = EmbeddedBroker.start(data, everywhere);
                Admin admin = admin(broker)) {
            // then
            assertThat(broker.bootstrapServers()).startsWith("localhost:");
            assertThat(admin.describeCluster().nodes().get())
                    .extracting(Node::host)
                    .containsExactly("localhost");
        }
    }

    @Test
    void aWildcardIsNoAddressForClients() {
        // when / then
        assertThatThrownBy(() -> new ClientListener("0.0.0.0", 9092, "0.0.0.0"))
                .isInstanceOf(ActionableException.class)
                .hasMessage("clients cannot connect to 0.0.0.0; name this machine with --advertised-host");
    }

    @Test
    void aTakenPortIsRefusedAndTheFolderStaysFree() throws IOException {
        // given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            // when / then
            assertThatThrownBy(() -> EmbeddedBroker.start(data, taken.getLocalPort()))
                    .isInstanceOf(ActionableException.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + " of 127.0.0.1 is taken");
        }
        try (DataFolderLock lock = DataFolderLock.acquire(data)) {
            assertThat(lock).isNotNull();
        }
    }

    private static Admin admin(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
