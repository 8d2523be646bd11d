package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.MethodsExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ShiftTest {

    private static final Shift SHIFT = new Shift();
    private static final double GAIN = 0.01;
    private static final Experiment DESIGN = design("source,target");
    private static final List<MarginScore> SCORES = scores(DESIGN);

    @Test
    void theReportSaysBesideTheMarginWhetherImagesMoved() throws Exception {
        // given
        ReportDocument report = ExperimentReportBuilder.build(DESIGN, SCORES, List.of());
        String claim =
                "lerp leaves images closer to their target than without steering: the mean shift at alpha 1.0 is +0.0100";

        // when
        StringBuilder html = new StringBuilder();
        ReportHtml.write(report, identity -> Optional.empty(), html);
        String markdown = ReportMarkdown.render(report);
        String text = ReportTable.render(report, 100).replaceAll("\\s+", " ");
        JsonNode json = new ObjectMapper().readTree(ReportJson.write(report)).path("shift");

        // then
        assertThat(List.of(html.toString(), markdown, text)).allSatisfy(page -> assertThat(page)
                .contains(claim)
                .contains("it moves in 4")
                .contains("50\u00a0% of the way to the image of the"));
        assertThat(json).hasSize(2);
        JsonNode lerp = json.path(1);
        assertThat(lerp.path("method").textValue()).isEqualTo("lerp");
        assertThat(lerp.path("finished").booleanValue()).isTrue();
        assertThat(lerp.path("items_without_baseline").intValue()).isZero();
        assertThat(lerp.path("headline").path("mean").doubleValue()).isCloseTo(GAIN, within(1e-9));
        assertThat(lerp.path("verdicts").path("rule").path("words").textValue()).startsWith("Moves: ");
        assertThat(lerp.path("verdicts").path("by_category_alpha").findValuesAsText("outcome"))
                .hasSize(4)
                .containsOnly("moves");
        assertThat(lerp.path("target_share")
                        .path("by_alpha")
                        .path("1.0")
                        .path("ratio")
                        .doubleValue())
                .isCloseTo(0.5, within(1e-6));
    }

    @Test
    void aMarginAboveZeroIsNoShift() {
        // given: every margin of analogy is that of its unsteered image
        MethodShift analogy = result(DESIGN, SCORES).shifts().get(0);

        // then
        assertThat(analogy.method()).isEqualTo("analogy");
        assertThat(analogy.verdicts().byCell().values())
                .allSatisfy(verdict -> assertThat(verdict.outcome()).isEqualTo("undecided"));
        assertThat(ShiftWords.claim(analogy)).contains("no change of the margin by analogy is shown");
    }

    @Test
    void noFigureOfAMarginChangesADigitWithABaseline() {
        // given
        Experiment without = MethodsExperiment.design("analogy", "lerp");
        List<MarginScore> steered = SCORES.stream()
                .filter(score ->
                        UnsteeredImage.named(score.getIdentity().getMethod()).isEmpty())
                .toList();

        // when
        ReportDocument with = ExperimentReportBuilder.build(DESIGN, SCORES, List.of());
        ReportDocument plain = ExperimentReportBuilder.build(without, steered, List.of());

        // then
        for (int method = 0; method < 2; method++) {
            assertThat(with.scorers().get(0).methods().get(method).results().toMap())
                    .isEqualTo(plain.scorers()
                            .get(0)
                            .methods()
                            .get(method)
                            .results()
                            .toMap());
        }
        assertThat(result(without, steered).shifts()).isEmpty();
    }

    @Test
    void aMissingUnsteeredImageTakesTheShiftOfItsPairAloneAndIsCounted() {
        // given
        List<MarginScore> fewer = SCORES.stream()
                .filter(score -> !isSourceOfFirst(score.getIdentity()))
                .toList();

        // when
        MethodShift lerp = result(DESIGN, fewer).shifts().get(1);

        // then
        assertThat(lerp.itemsWithoutBaseline()).isEqualTo(DESIGN.getAlphas().size());
        assertThat(Objects.requireNonNull(lerp.figures().byAlpha().get(1.0)).n())
                .isEqualTo(2L * ToyExperiment.PAIRS - 1);
    }

    @Test
    void whileScoresArriveSequencesJudge() throws Exception {
        // given
        List<MarginScore> fewer = SCORES.subList(0, SCORES.size() - 1);

        // when
        MethodShift lerp = result(DESIGN, fewer).shifts().get(1);
        JsonNode fields = new ObjectMapper().valueToTree(Shift.fields(lerp));

        // then
        assertThat(lerp.isFinished()).isFalse();
        assertThat(fields.path("by_alpha").path("1.0").has("cs95_two_sided")).isTrue();
        assertThat(fields.path("by_alpha").path("1.0").has("t")).isFalse();
        assertThat(fields.path("verdicts").path("rule").path("method").textValue())
                .isNotEqualTo("fixed_n_t_test");
        assertThat(fields.has("pair_clustered")).isFalse();
    }

    @Test
    void theTableHoldsEveryCellWithItsVerdictAndShare() {
        // when
        Section section = SHIFT.section(result(DESIGN, SCORES));

        // then
        Table table = section.blocks().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(table.rows()).hasSize(3 * DESIGN.getAlphas().size());
        assertThat(table.columns()).extracting(Table.Column::title).contains("Shift", "Verdict", "Target share");
    }

    private static Shift.Result result(Experiment design, List<MarginScore> scores) {
        return SHIFT.of(
                ExperimentData.ofScores(
                        design,
                        ExperimentReportBuilder.build(design, scores, List.of()).scorers()),
                Choice.ALL);
    }

    private static boolean isSourceOfFirst(Identity image) {
        return image.getMethod().equals("source")
                && image.getSeed() == DESIGN.getSeeds().get(0)
                && image.getPairId().equals(SCORES.get(0).getIdentity().getPairId());
    }

    private static Experiment design(String baseline) {
        return ToyExperiment.withBaseline(MethodsExperiment.design("analogy", "lerp"), baseline);
    }

    /** Under analogy the margins of the unsteered images, under lerp more by the gain and a little noise. */
    private static List<MarginScore> scores(Experiment design) {
        List<MarginScore> all = new ArrayList<>();
        int image = 0;
        for (MarginScore score : ToyExperiment.scores(design)) {
            Identity identity = score.getIdentity();
            double start = 0.03 * new Random((identity.getPairId() + identity.getSeed()).hashCode()).nextGaussian();
            double noise = 1e-9 * (image++ % 7 - 3);
            if (identity.getAlpha() == design.getAlphas().get(0)) {
                all.add(of(score, "source", 0.0, start));
                all.add(of(score, "target", 1.0, start + 2 * GAIN));
            }
            all.add(of(score, "analogy", identity.getAlpha(), start));
            all.add(of(score, "lerp", identity.getAlpha(), start + GAIN + noise));
        }
        return all;
    }

    private static MarginScore of(MarginScore score, String method, double alpha, double margin) {
        Identity image = score.getIdentity();
        return ToyExperiment.score(
                new Identity(image.getExperimentId(), image.getPairId(), method, alpha, image.getSeed()),
                score.getScorerId(),
                score.getCategory(),
                margin);
    }
}
