package io.steerscope.aggregator.topology;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.StageProgress;
import io.steerscope.results.Edited;
import io.steerscope.results.StoppedExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PartitionEnd;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.StoppingDesign;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An experiment of 36 images, of which the six of the last two items of one cell are not made, as the cell is decided.
 */
class DecidedJobsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Experiment DESIGN = StoppedExperiment.design();
    private static final Decision DECISION = StoppedExperiment.decision(DESIGN, "colour", 0.5, "works");

    private final TopologyFixture topology = new TopologyFixture().design(DESIGN);
    private final List<MarginScore> skipped = ToyExperiment.scores().stream()
            .filter(score -> score.getCategory().equals("colour")
                    && score.getIdentity().getAlpha() == 0.5
                    && !score.getIdentity().getPairId().endsWith("p0"))
            .toList();
    private final List<MarginScore> made = ToyExperiment.scores().stream()
            .filter(score -> !skipped.contains(score))
            .toList();

    @BeforeEach
    void produce() {
        assertThat(skipped).hasSize(6);
        made.forEach(score -> topology.image(ToyExperiment.summary(score)));
        topology.scoreAll(made);
        skipped.forEach(score -> topology.skip(job(score.getIdentity(), score.getCategory(), SkipReason.DECIDED)));
    }

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void jobsOfADecidedCellAreSkippedForGoodWithoutAnyOrder() {
        // when
        topology.decide(DECISION);

        // then
        ExperimentProgress progress = progress();
        assertThat(progress.isComplete()).isTrue();
        assertThat(progress.cancelled()).isFalse();
        assertThat(progress.skipped()).isEqualTo(Map.of("DECIDED", 6L));
        assertThat(progress.stages())
                .containsExactly(
                        new StageProgress("generator", null, 30, 0, 6, 36),
                        new StageProgress("scorer", "clip-c", 30, 0, 6, 36));
        assertThat(progress.scorers().get(0).completeness()).isEqualTo(new Completeness(36, 30, 0, 6, true));
        assertThat(progress.isAtPlannedN("clip-c")).isFalse();
        assertThat(report().isComplete()).isTrue();
        assertThat(report().skips().byReason()).isEqualTo(progress.skipped());
        assertThat(report().skips().sentences(DESIGN, true))
                .isEqualTo("Of this experiment, 6 of its 36 images were not made, as the cells that they belong to were"
                        + " decided: its design says so.");
    }

    @Test
    void jobsOfACellThatIsNotDecidedAreOpen() {
        // then
        assertThat(progress().isComplete()).isFalse();
        assertThat(progress().skipped()).isEmpty();
        assertThat(report().skips().isEmpty()).isTrue();

        // when
        topology.decide(Edited.with(DECISION, "designSha256", "e".repeat(64)));

        // then
        assertThat(progress().isComplete()).isFalse();
    }

    @Test
    void aCellThatOneOfItsScorersHasNotDecidedIsOpen() {
        // given
        Experiment two = Edited.with(DESIGN, "stop", new StoppingDesign(0.95, 4, 2, List.of("clip-c", "clip-d")));
        Decision first = Edited.with(DECISION, "scorers", List.of("clip-c", "clip-d"));

        // when
        topology.design(two).decide(first);

        // then
        assertThat(progress().isComplete()).isFalse();

        // when
        topology.decide(Edited.with(first, "scorerId", "clip-d"));

        // then
        assertThat(progress().isComplete()).isTrue();
    }

    @Test
    void anImageOrAFailureStandsAboveASkip() {
        // when
        topology.decide(DECISION)
                .image(ToyExperiment.summary(skipped.get(0)))
                .score(skipped.get(0))
                .fail(ToyExperiment.failure(skipped.get(1).getIdentity(), null));

        // then
        assertThat(progress().isComplete()).isTrue();
        assertThat(progress().scorers().get(0).completeness()).isEqualTo(new Completeness(36, 31, 1, 4, true));
        assertThat(report().skips().count()).isEqualTo(4);
    }

    @Test
    void aSkippedUnsteeredImageWaitsForAllCellsOfItsCategory() {
        // given
        Experiment design = ToyExperiment.withBaseline(DESIGN, "source");
        topology.design(design).decide(DECISION);
        Identity unsteered = new Identity(ToyExperiment.ID, "c0-p0", "source", 0.0, 0L);

        // when
        topology.skip(job(unsteered, "colour", SkipReason.DECIDED));

        // then
        assertThat(progress().skipped()).isEqualTo(Map.of("DECIDED", 6L));

        // when
        topology.decide(StoppedExperiment.decision(DESIGN, "colour", 1.0, "works"));

        // then
        assertThat(progress().skipped()).isEqualTo(Map.of("DECIDED", 7L));
    }

    @Test
    void reasonsAreCountedAndToldApart() {
        // given
        MarginScore one = made.get(made.size() - 1);
        try (TopologyFixture cancelled = new TopologyFixture().design(DESIGN)) {
            made.subList(0, made.size() - 1)
                    .forEach(score ->
                            cancelled.image(ToyExperiment.summary(score)).score(score));
            skipped.forEach(score -> cancelled.skip(job(score.getIdentity(), score.getCategory(), SkipReason.DECIDED)));

            // when
            cancelled
                    .decide(DECISION)
                    .cancel(new Cancellation(ToyExperiment.ID, List.of(new PartitionEnd(0, 36L)), List.of(), NOW))
                    .skip(job(one.getIdentity(), one.getCategory(), SkipReason.CANCELLED));

            // then
            ExperimentProgress progress = cancelled.statistics().progress(ToyExperiment.ID);
            assertThat(progress.skipped()).isEqualTo(Map.of("CANCELLED", 1L, "DECIDED", 6L));
            assertThat(progress.cancelled()).isTrue();
            assertThat(progress.isComplete()).isTrue();
            assertThat(cancelled.statistics().report(ToyExperiment.ID).skips().sentences(DESIGN, true))
                    .contains(
                            "6 of its 36 images were not made, as",
                            "This experiment was cancelled: 1 of its 36 images was");
        }
    }

    @Test
    void anExperimentWithNothingLeftButDecidedCellsIsNotCancelledByALaterOrder() {
        // when
        topology.decide(DECISION)
                .cancel(new Cancellation(ToyExperiment.ID, List.of(new PartitionEnd(0, 36L)), List.of(), NOW));

        // then
        assertThat(progress().cancelled()).isFalse();
        assertThat(Optional.of(progress()).filter(ExperimentProgress::isComplete))
                .isPresent();
    }

    private static SkippedJob job(Identity identity, String category, SkipReason reason) {
        return new SkippedJob(identity, category, reason, 0, 3L, NOW, null);
    }

    private ExperimentProgress progress() {
        return topology.statistics().progress(ToyExperiment.ID);
    }

    private ReportDocument report() {
        return topology.statistics().report(ToyExperiment.ID);
    }
}
