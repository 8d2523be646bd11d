package io.steerscope.benchmarks.scaling;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OffsetTraceTest {

    private final OffsetTrace trace = new OffsetTrace();

    @BeforeEach
    void lookThreeTimes() {
        trace.add(1_000, new long[] {0, 0, 5});
        trace.add(2_000, new long[] {10, 0, 5});
        trace.add(3_000, new long[] {10, 20, 5});
    }

    @Test
    void theRateIsThatBetweenTheFirstAndTheLastCommitOfTheTime() {
        // given
        trace.add(3_500, new long[] {10, 20, 5});

        // then
        assertThat(trace.perSecond(0, 9_000)).isEqualTo(20.0);
        assertThat(trace.perSecond(1_500, 3_000)).isEqualTo(20.0);
    }

    @Test
    void oneCommitAloneHasNoRate() {
        assertThat(trace.perSecond(2_500, 3_000)).isZero();
        assertThat(trace.perSecond(3_100, 9_000)).isZero();
    }

    @Test
    void aPartitionIsServedAgainOnceItIsFurtherThanAtTheFirstLookAfterwards() {
        // given the first look from 1,500 on is that of 2,000
        List<Integer> partitions = List.of(0, 1);

        // then
        assertThat(trace.untilFirst(partitions, 1_500)).hasValue(1_500);
        assertThat(trace.untilAll(partitions, 1_500)).isEmpty();
        assertThat(trace.untilFirst(partitions, 900)).hasValue(1_100);
        assertThat(trace.untilAll(partitions, 900)).hasValue(2_100);
    }

    @Test
    void aPartitionThatNobodyServesIsNeverServedAgain() {
        assertThat(trace.untilFirst(List.of(2), 1_000)).isEmpty();
    }

    @Test
    void whoeverHadNoPartitionLeavesNoneBehind() {
        assertThat(trace.untilAll(List.of(), 1_500)).isPresent();
        assertThat(trace.untilFirst(List.of(), 1_500)).isEmpty();
    }
}
