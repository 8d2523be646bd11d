package io.steerscope.benchmarks.scaling;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScrapedCommitsTest {

    @Test
    void figuresAreThoseOfTheWorkersMeters() {
        // given
        String metrics =
                """
                # TYPE steerscope_worker_commits_total counter
                steerscope_worker_commits_total{worker="scorer-toybox-clip"} 12.0
                steerscope_worker_emitted_total{worker="scorer-toybox-clip"} 384.0
                steerscope_worker_commit_seconds_bucket{worker="scorer-toybox-clip",le="+Inf"} 12
                steerscope_worker_commit_seconds_sum{worker="scorer-toybox-clip"} 0.5
                """;

        // when
        Commit commit = ScrapedCommits.read(7, metrics);

        // then
        assertThat(commit).isEqualTo(new Commit(7, 12, 384, 0.5));
    }

    @Test
    void aWorkerThatLoadsItsModelHasCommittedNothing() {
        assertThat(ScrapedCommits.read(7, "jvm_threads_live_threads 12.0\n")).isEqualTo(new Commit(7, 0, 0, 0.0));
    }
}
