package io.steerscope.aggregator.topology;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.StageProgress;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PartitionEnd;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;

import static org.assertj.core.api.Assertions.assertThat;

/** A cancelled experiment of 36 images: the last six were skipped, unless a test says otherwise. */
class SkippedJobsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final List<PartitionEnd> ENDS = List.of(new PartitionEnd(0, 36L));

    private final TopologyFixture topology = new TopologyFixture();
    private final List<MarginScore> scores = ToyExperiment.scores();

    @BeforeEach
    void produce() {
        topology.design(ToyExperiment.design());
        scores.subList(0, 30).forEach(score -> topology.image(ToyExperiment.summary(score)));
        topology.scoreAll(scores.subList(0, 30));
    }

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void anExperimentWhoseOpenJobsAreSkippedIsCompleteAndSaysSo() {
        // given
        cancelled(List.of());
        skipLastSix();

        // when
        ExperimentProgress progress = progress();

        // then
        assertThat(progress.isComplete()).isTrue();
        assertThat(progress.cancelled()).isTrue();
        assertThat(progress.stages())
                .containsExactly(
                        new StageProgress("generator", null, 30, 0, 6, 36),
                        new StageProgress("scorer", "clip-c", 30, 0, 6, 36));
        assertThat(progress.scorers().get(0).completeness()).isEqualTo(new Completeness(36, 30, 0, 6));
        assertThat(report().isComplete()).isTrue();
    }

    @Test
    void itsReportSaysHowManyImagesWereSkippedAndWhy() throws Exception {
        // given
        cancelled(List.of());
        skipLastSix();

        // when
        ReportDocument report = report();

        // then
        JsonNode json = new ObjectMapper().readTree(ReportJson.write(report));
        assertThat(json.path("complete").booleanValue()).isTrue();
        assertThat(json.path("cancelled").booleanValue()).isTrue();
        assertThat(json.path("skipped").toString()).isEqualTo("{\"count\":6,\"by_reason\":{\"CANCELLED\":6}}");
        assertThat(json.path("scorers").get(0).path("completeness").toString())
                .isEqualTo(
                        "{\"complete\":true,\"expected\":36,\"scored\":30,\"failed\":0,\"skipped\":6,\"missing\":0}");
        String sentence = "This experiment was cancelled: 6 of its 36 images were skipped and not made.";
        StringBuilder html = new StringBuilder();
        ReportHtml.write(report, identity -> Optional.empty(), html);
        assertThat(html).contains(sentence);
        assertThat(ReportMarkdown.render(report)).contains(sentence);
        assertThat(ReportTable.render(report, 300)).contains(sentence, "30 of 36 images scored, 6 skipped");
    }

    @Test
    void verdictsOfACancelledExperimentAreThoseThatHoldAtEveryMoment() {
        // given
        topology.scoreAll(scores.subList(30, 33));
        Map<String, Object> running = topology.statistics()
                .statistics(ToyExperiment.ID)
                .get(0)
                .verdicts()
                .toMap();

        // when
        cancelled(List.of());
        scores.subList(33, 36).forEach(this::skip);

        // then
        assertThat(progress().isComplete()).isTrue();
        assertThat(topology.statistics()
                        .statistics(ToyExperiment.ID)
                        .get(0)
                        .verdicts()
                        .toMap())
                .isEqualTo(running);
        assertThat(report().scorers()
                        .get(0)
                        .methods()
                        .get(0)
                        .results()
                        .verdicts()
                        .toMap())
                .isEqualTo(running);
    }

    @Test
    void whileJobsAreOpenACancelledExperimentIsNotComplete() {
        // given
        cancelled(List.of());

        // when
        skip(scores.get(30));

        // then
        assertThat(progress().isComplete()).isFalse();
        assertThat(progress().generator().missing()).isEqualTo(5);
        assertThat(ReportJson.write(report())).contains("\"cancelled\": true");
        assertThat(ReportTable.render(report(), 300))
                .contains("1 of its 36 images was skipped so far; the jobs that are open will be.");
    }

    @Test
    void anImageAScoreOrAFailureStandsAboveASkip() {
        // given
        cancelled(List.of());
        skipLastSix();

        // when
        topology.image(ToyExperiment.summary(scores.get(30)));
        topology.score(scores.get(31));
        topology.fail(ToyExperiment.failure(scores.get(32).getIdentity(), null));

        // then
        assertThat(progress().stages())
                .containsExactly(
                        new StageProgress("generator", null, 31, 1, 3, 36),
                        new StageProgress("scorer", "clip-c", 31, 1, 3, 36));
        assertThat(report().scorers().get(0).completeness()).isEqualTo(new Completeness(36, 31, 1, 3));
    }

    @Test
    void whatWasSkippedIsOpenAgainAsSoonAsTheExperimentIsTakenUp() {
        // given
        cancelled(List.of());
        skipLastSix();

        // when
        cancelled(ENDS);

        // then
        assertThat(progress().isComplete()).isFalse();
        assertThat(progress().cancelled()).isFalse();
        assertThat(progress().generator()).isEqualTo(new StageProgress("generator", null, 30, 0, 0, 36));
    }

    @Test
    void anExperimentThatWasTakenUpEndsInTheReportOfOneThatNobodyCancelled() {
        // given
        cancelled(List.of());
        skipLastSix();
        cancelled(ENDS);

        // when
        skip(scores.get(30));
        scores.subList(30, 36).forEach(score -> topology.image(ToyExperiment.summary(score)));
        topology.scoreAll(scores.subList(30, 36));

        // then
        try (TopologyFixture other = new TopologyFixture()) {
            other.design(ToyExperiment.design()).scoreAll(scores);
            scores.forEach(score -> other.image(ToyExperiment.summary(score)));
            assertThat(ReportJson.write(report()))
                    .isEqualTo(ReportJson.write(other.statistics().report(ToyExperiment.ID)));
        }
    }

    @Test
    void cancellingAnExperimentThatIsThroughChangesNothing() {
        // given
        scores.subList(30, 36).forEach(score -> topology.image(ToyExperiment.summary(score)));
        topology.scoreAll(scores.subList(30, 36));
        String before = ReportJson.write(report());

        // when
        cancelled(List.of());

        // then
        assertThat(ReportJson.write(report())).isEqualTo(before);
        assertThat(progress().cancelled()).isFalse();
    }

    @Test
    void skipsOutsideTheDesignUnderAWrongKeyOrWithoutAnOrderDoNotCount() {
        // given
        cancelled(List.of());
        Identity strange = new Identity(ToyExperiment.ID, "c0-p0", "analogy", 0.7, 0L);

        // when
        topology.skip(skipped(strange, 1));
        topology.skipUnder(
                ToyExperiment.ID + "/a/b/1.0/1", skipped(scores.get(30).getIdentity(), 2));
        topology.skip(skipped(scores.get(31).getIdentity(), 36));
        topology.skipUnder(null, skipped(scores.get(30).getIdentity(), 2));

        // then
        assertThat(progress().generator().skipped()).isZero();
        assertThat(report().skips().count()).isZero();
    }

    @Test
    void aTombstoneTakesASkipBack() {
        // given
        cancelled(List.of());
        skip(scores.get(30));

        // when
        topology.skipUnder("toy/none", null);
        topology.skipUnder(RecordKeys.jobKey(scores.get(30).getIdentity()), null);

        // then
        assertThat(progress().generator().skipped()).isZero();
    }

    @Test
    void anExperimentCancelledBeforeItsFirstImageIsCompleteWithoutAScorer() {
        try (TopologyFixture empty = new TopologyFixture()) {
            // given
            empty.design(ToyExperiment.design()).cancel(order(List.of()));

            // when
            for (int i = 0; i < scores.size(); i++) {
                empty.skip(skipped(scores.get(i).getIdentity(), i));
            }

            // then
            assertThat(empty.statistics().progress(ToyExperiment.ID).isComplete())
                    .isTrue();
            ReportDocument report = empty.statistics().report(ToyExperiment.ID);
            assertThat(report.isComplete()).isTrue();
            assertThat(ReportTable.render(report, 300)).contains("36 of its 36 images were skipped");
        }
    }

    private void cancelled(List<PartitionEnd> takenUpEnds) {
        topology.cancel(order(takenUpEnds));
    }

    private static Cancellation order(List<PartitionEnd> takenUpEnds) {
        return new Cancellation(ToyExperiment.ID, ENDS, takenUpEnds, NOW);
    }

    private void skipLastSix() {
        scores.subList(30, 36).forEach(this::skip);
    }

    private void skip(MarginScore score) {
        topology.skip(skipped(score.getIdentity(), scores.indexOf(score)));
    }

    private SkippedJob skipped(Identity identity, long offset) {
        String category = scores.stream()
                .filter(score -> score.getIdentity().getPairId().equals(identity.getPairId()))
                .findFirst()
                .orElseThrow()
                .getCategory();
        return new SkippedJob(identity, category, SkipReason.CANCELLED, 0, offset, NOW, null);
    }

    private ExperimentProgress progress() {
        return topology.statistics().progress(ToyExperiment.ID);
    }

    private ReportDocument report() {
        return topology.statistics().report(ToyExperiment.ID);
    }
}
