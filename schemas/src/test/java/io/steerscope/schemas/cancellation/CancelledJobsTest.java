package io.steerscope.schemas.cancellation;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.PartitionEnd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CancelledJobsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void anOrderConcernsTheJobsBelowItsEndsAndNoLaterOnes() {
        CancelledJobs jobs = CancelledJobs.of("exp", order(List.of(end(0, 10), end(3, 4)), List.of()));

        assertThat(jobs.isInForce()).isTrue();
        assertThat(jobs.isCancelled(0, 9)).isTrue();
        assertThat(jobs.isCancelled(0, 10)).isFalse();
        assertThat(jobs.isCancelled(3, 3)).isTrue();
        assertThat(jobs.isCancelled(1, 0)).as("a partition that came later").isFalse();
        assertThat(jobs.isSettled(0, 9)).isTrue();
    }

    @Test
    void anExperimentThatWasTakenUpStillSkipsTheOldJobsButTheySettleNothing() {
        CancelledJobs first = CancelledJobs.of("exp", order(List.of(end(0, 10), end(3, 4)), List.of()));

        // when
        CancelledJobs jobs = CancelledJobs.of("exp", order(first.takenUp(), first.takenUp()));

        // then
        assertThat(jobs.isInForce()).isFalse();
        assertThat(jobs.isCancelled(0, 9)).isTrue();
        assertThat(jobs.isSettled(0, 9)).isFalse();
        assertThat(jobs.isCancelled(0, 10)).isFalse();
    }

    @Test
    void whatWasSkippedBeforeTheExperimentWasTakenUpIsOpenUnderALaterOrder() {
        CancelledJobs jobs = CancelledJobs.of("exp", order(List.of(end(0, 20)), List.of(end(0, 10))));

        assertThat(jobs.isInForce()).isTrue();
        assertThat(jobs.isSettled(0, 9)).isFalse();
        assertThat(jobs.isSettled(0, 10)).isTrue();
        assertThat(jobs.replaced()).containsExactly(end(0, 10));
    }

    @Test
    void anOrderThatCannotBeOneIsRefusedInOneLine() {
        refused("other", order(List.of(), List.of()), "it belongs under key exp");
        refused(null, order(List.of(), List.of()), "it belongs under key exp");
        refused("exp", order(List.of(end(-1, 3)), List.of()), "it names offset 3 of partition -1");
        refused("exp", order(List.of(end(0, 3)), List.of(end(1, -3))), "it names offset -3 of partition 1");
        refused("exp", order(List.of(end(2, 3), end(2, 4)), List.of()), "it names partition 2 twice");
        refused(
                "a b",
                new Cancellation("a b", List.of(), List.of(), NOW),
                "experiment id \"a b\" must consist of letters, digits, '.', '_' and '-'");
    }

    private static void refused(String key, Cancellation order, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CancelledJobs.of(key, order))
                .withMessage(message);
    }

    private static Cancellation order(List<PartitionEnd> ends, List<PartitionEnd> takenUpEnds) {
        return new Cancellation("exp", ends, takenUpEnds, NOW);
    }

    private static PartitionEnd end(int partition, long offset) {
        return new PartitionEnd(partition, offset);
    }
}
