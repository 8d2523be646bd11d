package io.steerscope.interactivequeries;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StandbyFloorsTest {

    private static final HostInfo SELF = new HostInfo("one", 8080);
    private static final TopicPartition REPLICA = new TopicPartition(TestStores.FAILED, 0);
    private static final TopicPartition CHANGELOG = new TopicPartition("app-failures-changelog", 0);

    private final Instances streams = new Instances();
    private final Assignment assignment = new Assignment(streams);
    private final Map<TopicPartition, Long> stable = new HashMap<>();
    private final StandbyFloors floors =
            new StandbyFloors(streams, assignment, SELF, TestStores.ALL, "app", partitions -> stable);

    @BeforeEach
    void assign() {
        streams.assignment = List.of(Instances.instance(SELF, Set.of(), Set.of(REPLICA)));
    }

    @Test
    void aReplicaIsAsFarAsThePositionBeforeTheEndItHasReached() {
        // when
        look(100, 5, 10, 8);

        // then
        assertThat(floor()).isNull();

        // when
        look(120, 10, 20, 18);

        // then
        assertThat(floor()).isEqualTo(100);

        // when
        look(130, 20, 20, 18);

        // then
        assertThat(floor()).isEqualTo(130);
    }

    @Test
    void theMarkerThatEndsAChangelogIsNotWaitedFor() {
        // when
        look(100, 9, 10, 10);

        // then
        assertThat(floor()).isEqualTo(100);
    }

    @Test
    void aRecordThatEndsAChangelogIsWaitedFor() {
        // when
        look(100, 9, 10, 9);
        look(101, 9, 10, 4);

        // then
        assertThat(floor()).isNull();
    }

    @Test
    void aReplicaCountsOnlyWithAllItsStores() {
        // given
        TopicPartition pairs = new TopicPartition(TestStores.BY_PAIR, 0);
        streams.assignment = List.of(Instances.instance(SELF, Set.of(), Set.of(pairs)));
        InputPosition measured = position(pairs, 50);

        // when
        streams.followed = followed(Map.of("scores", 4L, "pairs", 4L, "cells", 3L, "clusters", 4L), 4);
        floors.observe(measured);

        // then
        assertThat(floors.at(assignment.number())).isEmpty();

        // when
        streams.followed = followed(Map.of("scores", 4L, "pairs", 4L, "cells", 4L, "clusters", 4L), 4);
        floors.observe(measured);

        // then
        assertThat(floors.at(assignment.number())).isEqualTo(Map.of(pairs, 50L));
    }

    @Test
    void floorsEndWithTheirAssignment() {
        // given
        look(100, 10, 10, 10);
        assertThat(floor()).isEqualTo(100);

        // when
        streams.assignment = List.of(Instances.instance(SELF, Set.of(), Set.of(REPLICA)));

        // then
        assertThat(floor()).isNull();

        // when
        look(110, 2, 12, 12);

        // then
        assertThat(floor()).isNull();
    }

    @Test
    void floorsEndWhenTheStreamsChangeTheirState() {
        // given
        look(100, 10, 10, 10);

        // when
        assignment.onChange(streams.state, streams.state);

        // then
        assertThat(floor()).isNull();
    }

    @Test
    void anInstanceWithoutReplicasHasNoFloors() {
        // given
        streams.assignment = List.of(Instances.instance(SELF, Set.of(REPLICA), Set.of()));

        // when
        look(100, 10, 10, 10);

        // then
        assertThat(floors.at(assignment.number())).isEmpty();
    }

    private void look(long consumed, long reached, long end, long stableEnd) {
        stable.put(CHANGELOG, stableEnd);
        streams.followed = followed(Map.of("failures", reached), end);
        floors.observe(position(REPLICA, consumed));
    }

    private Long floor() {
        return floors.at(assignment.number()).get(REPLICA);
    }

    private static Map<String, Map<Integer, StreamsView.Followed>> followed(Map<String, Long> reached, long end) {
        Map<String, Map<Integer, StreamsView.Followed>> lags = new HashMap<>();
        reached.forEach((store, offset) -> lags.put(store, Map.of(0, new StreamsView.Followed(offset, end))));
        return lags;
    }

    private static InputPosition position(TopicPartition partition, long consumed) {
        return new InputPosition(
                Instant.EPOCH,
                new TreeMap<>(Map.of(
                        partition.topic(), new InputPosition.Offsets(List.of(consumed), List.of(consumed + 1)))));
    }
}
