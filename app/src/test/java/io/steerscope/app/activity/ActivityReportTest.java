package io.steerscope.app.activity;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

final class ActivityReportTest {

    private static final RoleWords GENERATOR = new RoleWords("generator", "image", "job");
    private static final RoleWords AGGREGATOR = new RoleWords("aggregator", "score", "record");

    private long nanos = Duration.ofHours(7).toNanos();

    @Test
    void everyMinuteSaysWhatWasDoneInItAndNotBefore() {
        // given
        ActivityReport report = new ActivityReport(GENERATOR, Duration.ofMinutes(1), () -> nanos);
        pass(60);
        report.tick(() -> worker(30, 1, 600));

        // when
        pass(59);
        Optional<ActivityLine> early = report.tick(() -> worker(149, 4, 481));
        pass(1);
        Optional<ActivityLine> minute = report.tick(() -> worker(150, 4, 480));

        // then
        assertThat(early).isEmpty();
        assertThat(minute.orElseThrow().text())
                .isEqualTo("generator: 120 images in the last minute (2.0/s), 3 failed, 480 jobs behind");
        assertThat(minute.orElseThrow().fields())
                .containsExactly(
                        entry("role", "generator"),
                        entry("seconds", 60.0),
                        entry("done", 120L),
                        entry("failed", 3L),
                        entry("skipped", 0L),
                        entry("per_second", 2.0),
                        entry("behind", 480L));
    }

    @Test
    void minutesWithNothingToDoAreSaidOnceUntilThereIsSomethingAgain() {
        // given
        ActivityReport report = new ActivityReport(GENERATOR, Duration.ofSeconds(10), () -> nanos);

        // when / then
        assertThat(next(report, 10, worker(0, 0, 0))).isEqualTo("generator: nothing to do, no jobs behind");
        assertThat(next(report, 10, worker(0, 0, 0))).isEmpty();
        assertThat(next(report, 10, worker(1, 0, 0)))
                .isEqualTo("generator: 1 image in the last 10 s (0.1/s), no jobs behind");
        assertThat(next(report, 10, worker(1, 0, 0))).isEqualTo("generator: nothing to do, no jobs behind");
        assertThat(next(report, 10, worker(1, 0, 0))).isEmpty();
    }

    @Test
    void aWorkerThatDoesNothingAlthoughThereIsWorkSaysSoEveryTime() {
        // given
        ActivityReport report = new ActivityReport(GENERATOR, Duration.ofMinutes(1), () -> nanos);
        String line = "generator: 0 images in the last minute, 1 job behind";

        // when / then
        assertThat(next(report, 60, worker(0, 0, 1))).isEqualTo(line);
        assertThat(next(report, 60, worker(0, 0, 1))).isEqualTo(line);
    }

    @Test
    void aTroubleIsToldOnceAndWithWhateverIsDone() {
        // given
        ActivityReport report = new ActivityReport(GENERATOR, Duration.ofMinutes(1), () -> nanos);
        String trouble = "the cluster has not answered for 5 s";

        // when / then
        assertThat(next(report, 60, worker(0, 0, -1, trouble)))
                .isEqualTo("generator: 0 images in the last minute; the cluster has not answered for 5 s");
        assertThat(next(report, 60, worker(0, 0, -1, trouble))).isEmpty();
        assertThat(next(report, 60, worker(60, 0, -1, trouble)))
                .isEqualTo("generator: 60 images in the last minute (1.0/s); the cluster has not answered for 5 s");
    }

    @Test
    void aWorkerWithoutPartitionsWaitsAndDoesNotKnowWhatIsBehind() {
        // given
        ActivityReport report = new ActivityReport(GENERATOR, Duration.ofMinutes(1), () -> nanos);
        RoleActivity waiting = new RoleActivity(0, 0, 0, -1, true, null, null);
        pass(60);

        // when
        ActivityLine line = report.tick(() -> waiting).orElseThrow();

        // then
        assertThat(line.text()).isEqualTo("generator: waiting for partitions");
        assertThat(line.fields()).doesNotContainKey("behind");
        assertThat(next(report, 60, waiting)).isEmpty();
        assertThat(next(report, 60, worker(0, 0, 36)))
                .isEqualTo("generator: 0 images in the last minute, 36 jobs behind");
    }

    @Test
    void anAggregatorSaysItsExperimentsAndTheQuestionsOfTheInterval() {
        // given
        ActivityReport report = new ActivityReport(AGGREGATOR, Duration.ofMinutes(1), () -> nanos);
        pass(60);
        report.tick(() -> aggregator(60, 3, 5));

        // when
        pass(60);
        String line = report.tick(() -> aggregator(900, 3, 17)).orElseThrow().text();
        pass(60);
        ActivityLine end = report.end(aggregator(900, 3, 17));

        // then
        assertThat(line)
                .isEqualTo("aggregator: 840 scores in the last minute (14.0/s), 3 experiments, 12 questions answered,"
                        + " no records behind");
        assertThat(end.text())
                .isEqualTo("aggregator stopped after 3 min 00 s: 900 scores (5.0/s), 17 questions answered");
    }

    @Test
    void anIntervalOfZeroLeavesTheLineOfTheEnd() {
        // given
        ActivityReport report = new ActivityReport(GENERATOR, Duration.ZERO, () -> nanos);

        // when / then
        assertThat(next(report, 90, worker(10, 0, 0))).isEmpty();
        assertThat(report.end(worker(180, 2, 0, "stopped")).fields()).doesNotContainKeys("behind", "trouble");
        assertThat(report.end(worker(180, 2, 0)).text())
                .isEqualTo("generator stopped after 90 s: 180 images (2.0/s), 2 failed");
    }

    private String next(ActivityReport report, long seconds, RoleActivity present) {
        pass(seconds);
        return report.tick(() -> present).map(ActivityLine::text).orElse("");
    }

    private void pass(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    private static RoleActivity worker(long done, long failed, long behind) {
        return worker(done, failed, behind, null);
    }

    private static RoleActivity worker(long done, long failed, long behind, @Nullable String trouble) {
        return new RoleActivity(done, failed, 0, behind, false, null, trouble);
    }

    private static RoleActivity aggregator(long scores, long experiments, long questions) {
        return new RoleActivity(scores, 0, 0, 0, false, new RoleActivity.Served(experiments, questions), null);
    }
}
