package io.steerscope.interactivequeries;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RoutePlannerTest {

    private static final HostInfo SELF = new HostInfo("one", 8080);
    private static final HostInfo OTHER = new HostInfo("two", 8081);
    private static final HostInfo THIRD = new HostInfo("three", 8082);
    private static final String TOPIC = TestStores.BY_PAIR;
    private static final TopicPartition MINE = new TopicPartition(TOPIC, 0);
    private static final TopicPartition THEIRS = new TopicPartition(TOPIC, 1);
    private static final List<TopicPartition> ALL = List.of(MINE, THEIRS);
    private static final List<StreamsMetadata> ASSIGNMENT = List.of(
            Instances.instance(SELF, Set.of(MINE), Set.of(THEIRS)),
            Instances.instance(OTHER, Set.of(THEIRS), Set.of(MINE)));
    private static final InputPosition POSITION = new InputPosition(
            Instant.EPOCH,
            new TreeMap<>(Map.of(
                    TOPIC,
                    new InputPosition.Offsets(List.of(100L, 100L), List.of(100L, 101L)),
                    TestStores.FAILED,
                    new InputPosition.Offsets(List.of(), List.of()))));

    private final RoutePlanner planner = new RoutePlanner(SELF);

    @Test
    void whoHoldsAPartitionAnswersForIt() {
        // when
        Routes routes = plan(KafkaStreams.State.RUNNING, Map.of(), Map.of(OTHER, holding(Set.of(THEIRS), Map.of())));

        // then
        assertThat(routes.byPartition())
                .isEqualTo(Map.of(MINE, new Route.Active(SELF), THEIRS, new Route.Active(OTHER)));
        assertThat(routes.version(TestStores.ALL, POSITION))
                .isEqualTo(new StateVersion(new StateVersion.Coverage(2, 2, 0), POSITION));
    }

    @Test
    void anInstanceThatWasNeverAskedIsAsked() {
        assertThat(plan(KafkaStreams.State.RUNNING, Map.of(), Map.of()).byPartition())
                .containsEntry(THEIRS, new Route.Active(OTHER));
    }

    @Test
    void aSilentInstanceIsNamedWhereNobodyHasAReplica() {
        // when
        Routes routes = plan(KafkaStreams.State.RUNNING, Map.of(), Map.of(OTHER, new Peer.Silent("cannot be reached")));

        // then
        assertThatThrownBy(() -> routes.version(TestStores.ALL, POSITION))
                .isInstanceOfSatisfying(StateUnavailableException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.UNREACHABLE))
                .hasMessage("Aggregator two:8081 cannot be reached");
        assertThat(routes.admitted(MINE, Routes.NONE)).isEqualTo(new Route.Active(SELF));
    }

    @Test
    void theReplicaThatIsFurthestOnStandsInAndItsFloorIsThePosition() {
        // when
        Routes routes = plan(
                KafkaStreams.State.RUNNING,
                Map.of(THEIRS, 80L),
                Map.of(OTHER, new Peer.Silent("x"), THIRD, holding(Set.of(), Map.of(THEIRS, 90L))));
        StateVersion version = routes.version(TestStores.ALL, POSITION);

        // then
        assertThat(routes.byPartition().get(THEIRS)).isInstanceOfSatisfying(Route.Standby.class, way -> {
            assertThat(way.host()).isEqualTo(THIRD);
            assertThat(way.floor()).isEqualTo(90);
        });
        assertThat(version.coverage()).isEqualTo(new StateVersion.Coverage(2, 2, 1));
        assertThat(version.position().consumed(THEIRS)).isEqualTo(90);
        assertThat(version.position().consumed(MINE)).isEqualTo(100);
        assertThat(version.position().lag()).isEqualTo(11);
        assertThat(version.isCaughtUp()).isFalse();
        assertThat(version.isAt(version)).isFalse();
    }

    @Test
    void aFloorAboveThePositionDoesNotRaiseIt() {
        // given
        Routes routes = plan(KafkaStreams.State.RUNNING, Map.of(THEIRS, 500L), Map.of(OTHER, new Peer.Silent("x")));

        // then
        assertThat(routes.version(TestStores.ALL, POSITION).position()).isEqualTo(POSITION);
        assertThat(routes.version(TestStores.ALL, POSITION).isCaughtUp()).isFalse();
    }

    @Test
    void aReplicaAnswersOnlyQuestionsThatWereToldSo() {
        // given
        Map<HostInfo, Peer> peers = Map.of(OTHER, new Peer.Silent("does not answer in time"));
        Routes before = plan(KafkaStreams.State.RUNNING, Map.of(THEIRS, 80L), Map.of());
        Routes then = plan(KafkaStreams.State.RUNNING, Map.of(THEIRS, 80L), peers);
        Routes later = plan(KafkaStreams.State.RUNNING, Map.of(THEIRS, 85L), peers);

        // then
        assertThat(later.admitted(THEIRS, then)).isInstanceOf(Route.Standby.class);
        for (Routes told : List.of(Routes.NONE, before)) {
            assertThatThrownBy(() -> later.admitted(THEIRS, told)).hasMessageContaining("two:8081 does not answer");
        }
        assertThatThrownBy(() -> then.admitted(THEIRS, later)).isInstanceOf(StateUnavailableException.class);
    }

    @Test
    void aPartitionThatIsNotReadyOrNotAssignedIsRefusedWithItsReason() {
        // given
        TopicPartition nobodys = new TopicPartition(TOPIC, 7);
        Peer restoring = new Peer.Answering(new Holdings("app", "rebalancing", Set.of(), Map.of()));

        // then
        assertThat(reason(plan(KafkaStreams.State.RUNNING, Map.of(), Map.of(OTHER, restoring)), THEIRS))
                .isEqualTo(Reason.REBALANCING);
        assertThat(reason(
                        plan(KafkaStreams.State.RUNNING, Map.of(), Map.of(OTHER, holding(Set.of(), Map.of()))), THEIRS))
                .isEqualTo(Reason.ELSEWHERE);
        assertThat(reason(plan(KafkaStreams.State.REBALANCING, Map.of(), Map.of()), MINE))
                .isEqualTo(Reason.REBALANCING);
        assertThat(reason(plan(KafkaStreams.State.ERROR, Map.of(), Map.of()), MINE))
                .isEqualTo(Reason.STOPPED);
        assertThat(reason(
                        planner.plan(List.of(nobodys), ASSIGNMENT, KafkaStreams.State.RUNNING, Map.of(), Map.of()),
                        nobodys))
                .isEqualTo(Reason.REBALANCING);
    }

    private Routes plan(KafkaStreams.State own, Map<TopicPartition, Long> floors, Map<HostInfo, Peer> peers) {
        return planner.plan(ALL, ASSIGNMENT, own, floors, peers);
    }

    private static Peer holding(Set<TopicPartition> active, Map<TopicPartition, Long> standby) {
        return new Peer.Answering(new Holdings("app", "running", active, standby));
    }

    private static Reason reason(Routes routes, TopicPartition partition) {
        try {
            throw new AssertionError(routes.admitted(partition, Routes.NONE).toString());
        } catch (StateUnavailableException e) {
            return e.reason();
        }
    }
}
