package io.steerscope.aggregator.topology;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.aggregator.query.Course;
import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.RunningItem;
import io.steerscope.aggregator.query.RunningStatistics;
import io.steerscope.aggregator.query.StageProgress;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.MarginAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

class ImagesFromElsewhereTest {

    private static final String ID = ImageExperiment.ID;

    private final TopologyFixture topology = new TopologyFixture();

    @AfterEach
    void close() {
        topology.close();
    }

    @ParameterizedTest
    @EnumSource(Measure.class)
    void itIsCompleteWhenEveryImageIsScoredAndItsFiguresAreThoseOfTheReport(Measure measure) {
        // given
        List<MarginScore> scores = ImageExperiment.scores(measure);
        topology.design(ImageExperiment.design(measure));
        scores.forEach(score -> topology.image(ImageExperiment.summary(score)));
        topology.scoreAll(scores.subList(1, scores.size()));
        assertThat(topology.statistics().progress(ID).isComplete()).isFalse();

        // when
        topology.score(scores.get(0));

        // then
        ExperimentProgress progress = topology.statistics().progress(ID);
        assertThat(progress.isComplete()).isTrue();
        assertThat(progress.stages())
                .extracting(StageProgress::stage, StageProgress::done, StageProgress::expected)
                .containsExactly(
                        tuple("ingest", (long) scores.size(), (long) scores.size()),
                        tuple("scorer", (long) scores.size(), (long) scores.size()));
        RunningStatistics running = topology.statistics().statistics(ID).get(0);
        ReportDocument report = topology.statistics().report(ID);
        MarginAnalysis items = report.scorers().get(0).methods().get(0).analysis();
        assertThat(report.isComplete()).isTrue();
        assertThat(running.overall().summary().n())
                .isEqualTo(12)
                .isEqualTo(items.overall().n());
        assertThat(running.overall().summary().mean()).isEqualTo(items.overall().mean());
        assertThat(running.byCategory().get("colour").summary().tTest())
                .isEqualTo(items.byCategory().get("colour").tTest())
                .isNotNull();
        assertThat(running.overall().clusters().tTest())
                .isEqualTo(report.scorers()
                        .get(0)
                        .methods()
                        .get(0)
                        .results()
                        .pairs()
                        .overall()
                        .tTest())
                .isNotNull();
    }

    @Test
    void anItemCountsFromItsFirstImageOnAndIsTheMeanOverThoseThatAreThere() {
        // given
        List<MarginScore> ofItem = ImageExperiment.scores(Measure.ALIGNMENT).stream()
                .filter(score -> score.getIdentity().getPairId().equals("c0-p2")
                        && score.getIdentity().getAlpha() == 0.5)
                .toList();
        assertThat(ofItem).hasSize(3);
        topology.design(ImageExperiment.design(Measure.ALIGNMENT));

        for (int images = 1; images <= 3; images++) {
            // when
            topology.score(ofItem.get(images - 1));

            // then
            RunningItem item = topology.statistics().items(ID).get(0);
            assertThat(item.complete()).isTrue();
            assertThat(item.seeds()).isEqualTo(images);
            assertThat(item.mean())
                    .isCloseTo(
                            ofItem.subList(0, images).stream()
                                    .mapToDouble(MarginScore::getSimTarget)
                                    .average()
                                    .orElseThrow(),
                            offset(1e-15));
            assertThat(topology.statistics()
                            .statistics(ID)
                            .get(0)
                            .overall()
                            .summary()
                            .n())
                    .isEqualTo(1);
        }
    }

    @Test
    void aScoreOfAnotherMeasureEntersNoFigureAndIsUnexpected() {
        // given
        List<MarginScore> scores = ImageExperiment.scores(Measure.ALIGNMENT);
        topology.design(ImageExperiment.design(Measure.ALIGNMENT)).scoreAll(scores);
        RunningStatistics before = topology.statistics().statistics(ID).get(0);

        // when
        topology.score(ToyExperiment.score(
                new Identity(ID, "c0-p0", "analogy", 0.5, 5L), ToyExperiment.SCORER, "colour", 0.1));

        // then
        assertThat(topology.statistics().statistics(ID).get(0)).isEqualTo(before);
        assertThat(topology.statistics().items(ID)).hasSize(12);
        assertThat(topology.statistics().progress(ID).scorers().get(0).completeness())
                .isEqualTo(new Completeness(scores.size(), scores.size(), 0));
        assertThat(topology.statistics().report(ID).scorers().get(0).unexpectedScores())
                .isEqualTo(1);
        assertThat(topology.statistics().report(ID).scorers().get(0).sentence())
                .endsWith(" Warning: 1 score of another measure (margin) left out.");

        // when one of its own images is judged by the other measure
        MarginScore first = scores.get(0);
        topology.score(ToyExperiment.score(first.getIdentity(), first.getScorerId(), first.getCategory(), 0.1));

        // then it is not scored any more
        assertThat(topology.statistics()
                        .progress(ID)
                        .scorers()
                        .get(0)
                        .completeness()
                        .scored())
                .isEqualTo(scores.size() - 1);
        assertThat(topology.statistics().items(ID)).hasSize(11);
    }

    @Test
    void theCourseOfAlignmentsEndsAtTheirMean() {
        // given
        topology.design(ImageExperiment.design(Measure.ALIGNMENT)).scoreAll(ImageExperiment.scores(Measure.ALIGNMENT));

        // when
        Course course = topology.statistics().completions(ID).course(ToyExperiment.SCORER, "analogy", null, null, 100);

        // then
        assertThat(course.points()).hasSize(12);
        assertThat(course.points().get(11).mean())
                .isEqualTo(topology.statistics()
                        .statistics(ID)
                        .get(0)
                        .overall()
                        .summary()
                        .mean());
    }

    @Test
    void filesThatAreAddedMakeItOpenAgain() {
        // given
        List<MarginScore> scores = ImageExperiment.scores(Measure.ALIGNMENT);
        topology.design(ImageExperiment.design(Measure.ALIGNMENT)).scoreAll(scores);

        // when
        topology.design(ImageExperiment.design(ID, Measure.ALIGNMENT, scores.size() + 1));

        // then
        assertThat(topology.statistics().progress(ID).isComplete()).isFalse();
        assertThat(topology.statistics().report(ID).isComplete()).isFalse();
    }

    @Test
    void scorersOfAlignmentsAreComparedByItemsOfDifferentSizes() {
        // given
        List<MarginScore> scores = ImageExperiment.scores(Measure.ALIGNMENT);
        topology.design(ImageExperiment.design(Measure.ALIGNMENT)).scoreAll(scores);
        scores.forEach(score -> topology.score(ImageExperiment.alignment(
                score.getIdentity(), "clip-d", score.getCategory(), ScoreValue.of(score) / 2)));

        // then
        assertThat(topology.statistics().agreements(ID)).singleElement().satisfies(one -> {
            assertThat(one.agreement().overall().n()).isEqualTo(12);
            assertThat(one.agreement().overall().spearman()).isNotNull();
        });
    }
}
