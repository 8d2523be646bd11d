package io.steerscope.schemas.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import io.steerscope.schemas.topic.ClusterState.ExistingTopic;
import io.steerscope.schemas.topic.TopicChange.AlterConfig;
import io.steerscope.schemas.topic.TopicChange.Conflict;
import io.steerscope.schemas.topic.TopicChange.Create;
import io.steerscope.schemas.topic.TopicChange.IncreasePartitions;
import io.steerscope.schemas.topic.TopicChange.IncreaseReplication;
import io.steerscope.schemas.topic.TopicChange.Unchanged;

import static org.assertj.core.api.Assertions.assertThat;

class TopicPlanTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.defaults();

    @Test
    void anEmptyClusterGetsEveryTopicWithAtMostThreeCopies() {
        assertThat(creationsOn(1)).hasSize(11).allMatch(creation -> creation.replicationFactor() == 1);
        assertThat(creationsOn(2)).allMatch(creation -> creation.replicationFactor() == 2);
        assertThat(creationsOn(7)).allMatch(creation -> creation.replicationFactor() == 3);
    }

    @Test
    void aClusterThatIsAsItShouldBeStaysUnchanged() {
        List<TopicChange> plan = TopicPlan.between(CATALOGUE, asWanted());

        assertThat(plan).hasSize(11).allMatch(Unchanged.class::isInstance);
    }

    @Test
    void aDifferentSettingIsAlteredAndOnlyThat() {
        ClusterState cluster = asWantedExcept(
                "steerscope.images",
                images -> new ExistingTopic(
                        12, 1, changed(images.configs(), Map.of("max.message.bytes", "1048588", "flush.ms", "5"))));

        AlterConfig expected = new AlterConfig(
                "steerscope.images", Map.of("max.message.bytes", "1048588"), Map.of("max.message.bytes", "8388608"));
        assertThat(TopicPlan.between(CATALOGUE, cluster)).contains(expected);
        assertThat(expected.line()).isEqualTo("alter steerscope.images: max.message.bytes 1048588 -> 8388608");
    }

    @Test
    void aTopicThatAnOlderReleaseDidNotHaveIsAddedAndNothingElseChanges() {
        // given
        Map<String, ExistingTopic> older = new HashMap<>(asWanted().topics());
        older.remove("steerscope.image-summaries");

        // when
        List<TopicChange> plan = TopicPlan.between(CATALOGUE, new ClusterState(1, older));

        // then
        assertThat(plan)
                .filteredOn(change -> !(change instanceof Unchanged))
                .containsExactly(new Create(CATALOGUE.imageSummaries(), (short) 1, 1));
    }

    @Test
    void aTopicOfJobsCanGrow() {
        ClusterState cluster = asWantedExcept("steerscope.jobs", jobs -> new ExistingTopic(4, 1, jobs.configs()));

        assertThat(TopicPlan.between(CATALOGUE, cluster)).contains(new IncreasePartitions("steerscope.jobs", 4, 12));
    }

    @Test
    void aCompactedTopicCannotGrowSinceItsKeysWouldMove() {
        ClusterState cluster = asWantedExcept("steerscope.scores", scores -> new ExistingTopic(4, 1, scores.configs()));

        assertThat(conflicts(CATALOGUE, cluster)).singleElement().satisfies(conflict -> assertThat(conflict.line())
                .startsWith("conflict steerscope.scores: it has 4 partitions; with 12 its keys would move"));
    }

    @Test
    void noTopicCanShrink() {
        ClusterState cluster = asWantedExcept("steerscope.jobs", jobs -> new ExistingTopic(24, 1, jobs.configs()));

        assertThat(conflicts(CATALOGUE, cluster)).singleElement().satisfies(conflict -> assertThat(conflict.reason())
                .contains("24 partitions", "cannot go down to 12"));
    }

    @Test
    void anyExistingReplicationIsKeptUnlessOneIsAskedFor() {
        ClusterState cluster = asWantedExcept("steerscope.jobs", jobs -> new ExistingTopic(12, 2, jobs.configs()));
        TopicCatalogue single = new TopicCatalogue("steerscope.", 12, (short) 1);

        assertThat(conflicts(CATALOGUE, cluster)).isEmpty();
        assertThat(conflicts(single, cluster)).extracting(Conflict::topic).containsExactly("steerscope.jobs");
    }

    @Test
    void moreCopiesThanBrokersAreAConflict() {
        TopicCatalogue triple = new TopicCatalogue("steerscope.", 12, (short) 3);

        assertThat(conflicts(triple, new ClusterState(2, Map.of())))
                .hasSize(11)
                .allSatisfy(conflict -> assertThat(conflict.reason()).contains("the cluster has 2"));
    }

    @Test
    void aCompactedTopicGrowsWhileItIsEmpty() {
        ClusterState cluster =
                asWantedExcept("steerscope.scores", scores -> new ExistingTopic(4, 1, scores.configs(), true));

        assertThat(TopicPlan.between(CATALOGUE, cluster)).contains(new IncreasePartitions("steerscope.scores", 4, 12));
    }

    @Test
    void moreCopiesAreMadeWhereThereAreBrokersForThemAndFewerAreNot() {
        TopicCatalogue triple = new TopicCatalogue("steerscope.", 12, (short) 3);
        Map<String, ExistingTopic> topics = asWanted().topics();

        assertThat(TopicPlan.between(triple, new ClusterState(3, topics)))
                .hasSize(22)
                .contains(
                        new IncreaseReplication("steerscope.scores", 1, 3),
                        new AlterConfig("steerscope.scores", Map.of(), Map.of("min.insync.replicas", "2")));
        assertThat(conflicts(triple, new ClusterState(2, topics)))
                .hasSize(11)
                .allSatisfy(conflict -> assertThat(conflict.reason()).contains("the cluster has 2"));
        assertThat(conflicts(
                        new TopicCatalogue("steerscope.", 12, (short) 1),
                        asWantedExcept("steerscope.jobs", jobs -> new ExistingTopic(12, 2, jobs.configs()))))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.line())
                        .isEqualTo("conflict steerscope.jobs: its replication is 2, wanted is 1: take copies away with"
                                + " kafka-reassign-partitions.sh, or ask for --replication 2"));
    }

    @Test
    void oneOfThreeReplicasMayBeAwayUnlessAskedOtherwise() {
        ClusterState cluster = new ClusterState(3, Map.of());

        assertThat(TopicPlan.between(CATALOGUE, cluster)).allSatisfy(change -> assertThat(((Create) change).configs())
                .containsEntry("min.insync.replicas", "2"));
        assertThat(TopicPlan.between(withInSync(1), cluster))
                .allSatisfy(
                        change -> assertThat(((Create) change).configs()).containsEntry("min.insync.replicas", "1"));
        assertThat(conflicts(withInSync(4), cluster)).hasSize(11).allSatisfy(conflict -> assertThat(conflict.reason())
                .isEqualTo(
                        "min.insync.replicas 4 needs as many replicas, it has 3: nothing could be written to" + " it"));
    }

    @Test
    void recordsAreDroppedEarlierOnlyWhereThatIsAskedFor() {
        ClusterState longer = asWantedExcept(
                "steerscope.images",
                images -> new ExistingTopic(12, 1, changed(images.configs(), Map.of("retention.ms", "-1"))));
        TopicCatalogue month = new TopicCatalogue("steerscope.", 12, (short) 0, Duration.ofDays(30), 0);

        assertThat(TopicPlan.between(CATALOGUE, longer)).allMatch(Unchanged.class::isInstance);
        assertThat(TopicPlan.between(month, longer))
                .contains(new AlterConfig(
                        "steerscope.images", Map.of("retention.ms", "-1"), Map.of("retention.ms", "2592000000")))
                .filteredOn(AlterConfig.class::isInstance)
                .extracting(TopicChange::topic)
                .containsExactly("steerscope.jobs", "steerscope.images", "steerscope.dead-letters");
    }

    @Test
    void aTopicThatKeepsTheLastOfEveryKeyIsNotMadeToDeleteByTime() {
        ClusterState cluster = asWantedExcept(
                "steerscope.jobs",
                jobs -> new ExistingTopic(12, 1, changed(jobs.configs(), Map.of("cleanup.policy", "compact"))));

        assertThat(conflicts(CATALOGUE, cluster)).singleElement().satisfies(conflict -> assertThat(conflict.line())
                .startsWith("conflict steerscope.jobs: its cleanup.policy is compact; with delete it would lose"));
    }

    private static TopicCatalogue withInSync(int replicas) {
        return new TopicCatalogue("steerscope.", 12, (short) 0, null, replicas);
    }

    private static List<Create> creationsOn(int brokers) {
        return TopicPlan.between(CATALOGUE, new ClusterState(brokers, Map.of())).stream()
                .map(Create.class::cast)
                .toList();
    }

    private static List<Conflict> conflicts(TopicCatalogue catalogue, ClusterState cluster) {
        return TopicPlan.between(catalogue, cluster).stream()
                .filter(Conflict.class::isInstance)
                .map(Conflict.class::cast)
                .toList();
    }

    private static ClusterState asWanted() {
        return asWantedExcept("", UnaryOperator.identity());
    }

    private static ClusterState asWantedExcept(String topic, UnaryOperator<ExistingTopic> change) {
        Map<String, ExistingTopic> topics = new HashMap<>();
        for (TopicDefinition wanted : CATALOGUE.topics()) {
            ExistingTopic existing = new ExistingTopic(
                    wanted.partitions(), 1, changed(wanted.configs(), Map.of("segment.bytes", "1073741824")));
            topics.put(wanted.name(), wanted.name().equals(topic) ? change.apply(existing) : existing);
        }
        return new ClusterState(1, topics);
    }

    private static Map<String, String> changed(Map<String, String> configs, Map<String, String> changes) {
        Map<String, String> changed = new HashMap<>(configs);
        changed.putAll(changes);
        return changed;
    }
}
