package io.steerscope.benchmarks.scaling;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommitTraceTest {

    private static final CommitTrace TRACE = new CommitTrace(List.of(
            new Commit(1_000, 1, 8, 0.01),
            new Commit(1_200, 2, 16, 0.02),
            new Commit(1_900, 4, 32, 0.05),
            new Commit(2_100, 5, 40, 0.06)));

    @Test
    void whatIsCommittedBetweenTwoTimesIsTheDifferenceOfTheLastCommitsUntilThen() {
        // when
        Commit between = TRACE.between(1_000, 2_000);

        // then
        assertThat(between.commits()).isEqualTo(3);
        assertThat(between.records()).isEqualTo(24);
        assertThat(between.seconds()).isEqualTo(0.05 - 0.01);
    }

    @Test
    void everythingBeforeTheFirstCommitIsNothing() {
        assertThat(TRACE.between(0, 500).commits()).isZero();
        assertThat(TRACE.between(0, 1_000).records()).isEqualTo(8);
    }

    @Test
    void aGapCountsWholeWhereOnlyAPartOfItIsInTheTime() {
        assertThat(TRACE.longestGap(1_800, 2_100)).isEqualTo(700);
        assertThat(TRACE.longestGap(1_000, 1_150)).isEqualTo(200);
    }

    @Test
    void aGapThatEndsOrBeginsAtTheEdgeOfTheTimeIsNoPartOfIt() {
        assertThat(TRACE.longestGap(1_900, 2_100)).isEqualTo(200);
        assertThat(TRACE.longestGap(1_000, 1_200)).isEqualTo(200);
    }

    @Test
    void aWorkerThatCommitsNoMoreHasAGapUpToTheEnd() {
        assertThat(TRACE.longestGap(2_000, 9_100)).isEqualTo(7_000);
        assertThat(TRACE.longestGap(5_000, 5_100)).isEqualTo(3_000);
    }

    @Test
    void aWorkerThatNeverCommittedHasNoGap() {
        assertThat(new CommitTrace(List.of()).longestGap(0, 10_000)).isZero();
        assertThat(TRACE.longestGap(0, 900)).isZero();
    }

    @Test
    void aCommitIsReadAsItWasPrinted() {
        // given
        Commit commit = new Commit(1_790_000_000_123L, 17, 136, 0.125);

        // when
        String line = commit.line("w1");

        // then
        assertThat(Commit.parse(line)).isEqualTo(commit);
        assertThat(Commit.isOf("w1", line)).isTrue();
        assertThat(Commit.isOf("w", line)).isFalse();
    }
}
