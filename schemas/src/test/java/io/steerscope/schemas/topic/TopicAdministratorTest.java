package io.steerscope.schemas.topic;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.schemas.topic.TopicChange.AlterConfig;
import io.steerscope.schemas.topic.TopicChange.Create;
import io.steerscope.schemas.topic.TopicChange.Unchanged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TopicAdministratorTest {

    private final TopicCatalogue catalogue = TopicCatalogue.withPrefix("lab.");
    private final Admin admin = MockAdminClient.create().numBrokers(3).build();
    private final TopicAdministrator administrator = new TopicAdministrator(admin);

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void planningChangesNothing() throws Exception {
        assertThat(administrator.plan(catalogue)).allMatch(Create.class::isInstance);

        assertThat(topicNames()).isEmpty();
    }

    @Test
    void applyingTwiceChangesNothingMore() throws Exception {
        // given
        List<TopicChange> first = administrator.apply(catalogue);

        // when
        List<TopicChange> second = administrator.apply(catalogue);

        // then
        assertThat(first).allMatch(Create.class::isInstance);
        assertThat(second).hasSize(11).allMatch(Unchanged.class::isInstance);
        assertThat(topicNames())
                .containsExactlyInAnyOrder(
                        "lab.experiments",
                        "lab.jobs",
                        "lab.images",
                        "lab.image-summaries",
                        "lab.scores",
                        "lab.text-embeddings",
                        "lab.reports",
                        "lab.dead-letters",
                        "lab.cancellations",
                        "lab.skipped-jobs",
                        "lab.decisions");
        assertThat(admin.describeTopics(Set.of("lab.jobs"))
                        .topicNameValues()
                        .get("lab.jobs")
                        .get()
                        .partitions())
                .hasSize(12)
                .allMatch(partition -> partition.replicas().size() == 3);
    }

    @Test
    void aTopicThatWasMadeByHandGetsTheSettingsOfTheCatalogue() throws Exception {
        // given
        admin.createTopics(List.of(
                        new NewTopic("lab.experiments", 1, (short) 1).configs(Map.of("cleanup.policy", "delete"))))
                .all()
                .get();

        // when
        List<TopicChange> plan = administrator.apply(catalogue);

        // then
        assertThat(plan)
                .contains(new AlterConfig(
                        "lab.experiments", Map.of("cleanup.policy", "delete"), Map.of("cleanup.policy", "compact")));
        assertThat(administrator.plan(catalogue)).allMatch(Unchanged.class::isInstance);
    }

    @Test
    void aConflictIsRefusedBeforeAnythingChanges() throws Exception {
        // given
        admin.createTopics(List.of(new NewTopic("lab.reports", 5, (short) 1)))
                .all()
                .get();

        // when / then
        assertThatExceptionOfType(TopicConflictException.class)
                .isThrownBy(() -> administrator.apply(catalogue))
                .withMessageStartingWith("conflict lab.reports: it has 5 partitions");
        assertThat(topicNames()).containsExactly("lab.reports");
    }

    @Test
    void applyingEndsWhenTheBrokersKnowTheTopics() {
        // given
        try (SlowCluster slow = new SlowCluster(new Node(0, "localhost", 9092))) {
            TopicAdministrator slowly = new TopicAdministrator(slow);

            // when
            slowly.apply(catalogue);

            // then
            assertThat(slowly.plan(catalogue)).hasSize(11).allMatch(Unchanged.class::isInstance);
        }
    }

    /** A cluster whose first three answers about topics are those of before they were created. */
    private static final class SlowCluster extends MockAdminClient {

        private int answers;
        private @Nullable DescribeTopicsResult first;

        SlowCluster(Node broker) {
            super(List.of(broker), broker);
        }

        @Override
        public synchronized DescribeTopicsResult describeTopics(TopicCollection topics, DescribeTopicsOptions options) {
            if (first == null) {
                first = super.describeTopics(topics, options);
            }
            answers++;
            return answers <= 3 ? first : super.describeTopics(topics, options);
        }
    }

    private Set<String> topicNames() throws Exception {
        return admin.listTopics().names().get();
    }
}
