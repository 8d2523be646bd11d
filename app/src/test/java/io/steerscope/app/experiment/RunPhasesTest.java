package io.steerscope.app.experiment;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How the time of a run is divided. */
class RunPhasesTest {

    @Test
    void phasesFollowOneAnotherWithoutAGap() {
        // given
        long start = System.nanoTime();
        RunPhases phases = RunPhases.sinceNow();

        // when
        phases.end("one");
        phases.end("two");
        phases.end("three");
        long whole = System.nanoTime() - start;

        // then
        assertThat(phases.ended()).extracting(Phase::name).containsExactly("one", "two", "three");
        Duration sum = phases.ended().stream().map(Phase::took).reduce(Duration.ZERO, Duration::plus);
        assertThat(sum).isPositive().isLessThanOrEqualTo(Duration.ofNanos(whole));
    }

    @Test
    void aPhaseThatEndedBeforeItBeganTookNoTime() {
        // given
        RunPhases.Moment before = RunPhases.Moment.now();
        RunPhases phases = RunPhases.sinceNow();

        // when
        phases.endAt("late", before);

        // then
        assertThat(phases.ended()).singleElement().satisfies(late -> {
            assertThat(late.took()).isZero();
            assertThat(late.processor()).isZero();
        });
    }

    @Test
    void theFirstPhaseOfAProcessBeganWithIt() {
        // when
        RunPhases phases = RunPhases.sinceStartOfProcess();
        phases.end("start");

        // then
        assertThat(phases.ended().get(0).took()).isPositive();
        assertThat(phases.ended().get(0).processor()).isPositive();
    }

    @Test
    void theFirstImagesEndAPhaseAndTheLastScoresTheNext() {
        // given
        RunPhases phases = RunPhases.sinceNow();
        WorkWatch work = new WorkWatch(phases);

        // when
        work.observe(0, 0);
        work.observe(8, 0);
        work.observe(16, 8);
        work.observe(16, 16);
        work.finish();

        // then
        assertThat(names(phases)).containsExactly("first batch of images", "further images, and scores");
    }

    @Test
    void aRunWhoseImagesWereAllMadeBeforeHasNoFirstImages() {
        // given
        RunPhases phases = RunPhases.sinceNow();
        WorkWatch work = new WorkWatch(phases);

        // when
        work.observe(0, 3);
        work.finish();

        // then
        assertThat(names(phases)).containsExactly("scores");
    }

    private static List<String> names(RunPhases phases) {
        return phases.ended().stream().map(Phase::name).toList();
    }
}
