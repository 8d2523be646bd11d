package io.steerscope.results.comparison;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.Edited;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.text.ComparisonTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

class AlignmentComparisonTest {

    private static final ComparisonChoice CHOICE = new ComparisonChoice(null, null, null, 2);

    @Test
    void alignmentsAreComparedPromptByPromptWithoutAClaim() {
        // given
        List<MarginScore> scores = ImageExperiment.scores(Measure.ALIGNMENT);
        RunSide a = side("a", ImageExperiment.design(Measure.ALIGNMENT), scores);
        RunSide b = side("b", ImageExperiment.design(Measure.ALIGNMENT), moved(scores, 7L));

        // when
        RunComparison comparison = RunComparison.of(a, b, CHOICE);

        // then
        Map<String, Object> fields = RunComparisonFields.of(comparison);
        Map<?, ?> contrast = (Map<?, ?>) ((List<?>) fields.get("contrasts")).get(0);
        Map<?, ?> overall = (Map<?, ?>) contrast.get("overall");
        assertThat(overall.get("n")).isEqualTo(6L);
        assertThat((Double) overall.get("clip")).isCloseTo(1.0, offset(1e-9));
        assertThat(fields.toString()).doesNotContain("NaN", "p_two_sided", "holm", "claim", "margin");
        assertThat(ComparisonTable.render(comparison, 120))
                .doesNotContain("NaN", "Holm", "margin")
                .contains("+1.00");
        assertThat(RunComparisonSections.claims(comparison)).isEmpty();
    }

    @Test
    void imagesOfOneSeedAreShownAsClips() {
        // given
        List<MarginScore> scores = ImageExperiment.scores(Measure.ALIGNMENT);
        RunSide a = side("a", ImageExperiment.design(Measure.ALIGNMENT), scores);
        RunSide b = side("b", ImageExperiment.design(Measure.ALIGNMENT), moved(scores, 0L));

        // when
        RunComparison comparison = RunComparison.of(a, b, CHOICE);

        // then
        assertThat(comparison.images()).hasSize(2).allSatisfy(image -> assertThat(image.difference())
                .isCloseTo(1.0, offset(1e-9)));
        assertThat(ComparisonTable.render(comparison, 120)).doesNotContain("→").contains("clip");
    }

    @Test
    void runsOfDifferentMeasuresAreRefusedInOneLine() {
        // given
        RunSide a = side("a", ToyExperiment.design(), ToyExperiment.scores());
        RunSide b = side("b", ImageExperiment.design(Measure.ALIGNMENT), ImageExperiment.scores(Measure.ALIGNMENT));

        // then
        assertThatThrownBy(() -> RunComparison.of(a, b, CHOICE))
                .isInstanceOf(IncomparableException.class)
                .hasMessage("a and b say different things of images: those of b have no source prompt and so no margin;"
                        + " compare runs of one kind");
    }

    @Test
    void aRunOfJobsIsComparedWithTheSameImagesFromElsewhere() {
        // given
        Experiment design = Edited.with(Edited.with(ToyExperiment.design(), "kind", "images"), "seeds", List.of());
        RunSide a = side("a", ToyExperiment.design(), ToyExperiment.scores());
        RunSide b = side("b", design, ToyExperiment.scores());

        // when
        RunComparison comparison = RunComparison.of(a, b, CHOICE);

        // then
        assertThat(comparison.contrasts().get(0).contrast().margins().overall().mean())
                .isZero();
        assertThat(comparison.contrasts().get(0).contrast().margins().overall().n())
                .isEqualTo(6);
    }

    private static List<MarginScore> moved(List<MarginScore> scores, long seeds) {
        return scores.stream()
                .map(score -> ImageExperiment.alignment(
                        new Identity(
                                score.getIdentity().getExperimentId(),
                                score.getIdentity().getPairId(),
                                score.getIdentity().getMethod(),
                                score.getIdentity().getAlpha(),
                                score.getIdentity().getSeed() + seeds),
                        score.getScorerId(),
                        score.getCategory(),
                        score.getSimTarget() + 0.01))
                .toList();
    }

    private static RunSide side(String name, Experiment design, List<MarginScore> scores) {
        return RunSide.of(name, ExperimentReportBuilder.build(design, scores, List.of()));
    }
}
