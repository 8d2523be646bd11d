package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.results.MethodsExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.document.Block;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.IntervalChart;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.contrast.PairedContrast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ContrastsTest {

    private static final Contrasts CONTRASTS = new Contrasts();
    private static final Experiment DESIGN = MethodsExperiment.design("analogy", "lerp", "shuffled");
    private static final List<MarginScore> SCORES = MethodsExperiment.scores(DESIGN);

    @Test
    void aReportOfSeveralMethodsSaysFirstWhetherEachBeatsTheControl() throws Exception {
        // given
        ReportDocument report = ExperimentReportBuilder.build(DESIGN, SCORES, List.of());
        String lerp =
                "Judged by clip-c, the margin is larger under lerp than under shuffled: lerp minus shuffled at alpha 1.0"
                        + " is ";

        // when
        StringBuilder html = new StringBuilder();
        ReportHtml.write(report, identity -> Optional.empty(), html);
        String markdown = ReportMarkdown.render(report);
        String text = ReportTable.render(report, 100).replaceAll("\\s+", " ");
        JsonNode json = new ObjectMapper().readTree(ReportJson.write(report)).path("contrasts");

        // then
        for (String page : List.of(html.toString(), markdown)) {
            assertThat(page.indexOf(lerp)).isPositive().isLessThan(page.indexOf("closer to their target than to"));
            assertThat(page.lastIndexOf(lerp)).isGreaterThan(page.indexOf("Contrasts between methods"));
        }
        assertThat(html).contains("; by category it is shown to be larger in 2 and smaller in 0 of 2 (Holm).");
        assertThat(text.indexOf(lerp)).isPositive().isLessThan(text.indexOf("Method analogy"));
        assertThat(html).contains("Margin less that of shuffled at alpha 1.0, judged by clip-c");
        assertThat(json.findValuesAsText("method")).containsExactly("analogy", "lerp");
        assertThat(json.findValuesAsText("against")).containsOnly("shuffled");
        assertThat(json.path(1).path("finished").booleanValue()).isTrue();
        assertThat(json.path(1).path("by_alpha").path("1.0").path("n").intValue())
                .isEqualTo(2 * ToyExperiment.PAIRS);
    }

    @Test
    void theChartHoldsEachCategoryAtTheLargestAlphaAndAllOfThem() {
        // when
        Section section = CONTRASTS.section(result(SCORES, Choice.ALL));

        // then
        assertThat(section.blocks().get(0)).isInstanceOf(Paragraph.class);
        IntervalChart chart = section.blocks().stream()
                .filter(Figure.class::isInstance)
                .map(block -> (IntervalChart) ((Figure) block).chart())
                .findFirst()
                .orElseThrow();
        assertThat(chart.series()).containsExactly("analogy minus shuffled", "lerp minus shuffled");
        assertThat(chart.groups())
                .extracting(IntervalChart.Group::name)
                .containsExactly("colour", "size / count", "All categories");
        assertThat(chart.groups().get(0).rows().get(0).marks()).hasSize(2);
    }

    @Test
    void whileTheExperimentRunsSequencesThatHoldAtEveryMomentTakeThePlaceOfT() {
        // given
        List<MarginScore> allButOne = SCORES.subList(0, SCORES.size() - 1);

        // when
        MethodPairContrast running = result(allButOne, Choice.ALL).contrasts().get(1);

        // then
        assertThat(running.contrast().isFinished()).isFalse();
        ContrastFigures figures = Objects.requireNonNull(running.contrast().atLargestAlpha());
        assertThat(figures.tTest()).isNull();
        assertThat(Objects.requireNonNull(figures.running()).plannedN()).isEqualTo(2L * ToyExperiment.PAIRS);
        assertThat(figures.toMap()).containsKey("cs95_two_sided").doesNotContainKeys("t", "sign_flip_p_two_sided");
        assertThat(ContrastWords.claim(ShownContrast.of(running))).contains("of 6", "95\u00A0% confidence sequence");
        assertThat(texts(CONTRASTS.section(new Contrasts.Result(List.of(running)))))
                .anySatisfy(text -> assertThat(text).contains("they hold at every moment"));
    }

    @Test
    void ofTooFewPairsNothingIsClaimed() {
        // when
        Contrasts.Result none = result(SCORES.subList(0, 1), Choice.ALL);

        // then
        assertThat(none.contrasts()).hasSize(2).allSatisfy(one -> {
            assertThat(ContrastWords.claim(ShownContrast.of(one))).contains("no complete item in common");
            assertThat(one.contrast().overall().toMap()).isEqualTo(Map.of("n", 0L));
        });
        assertThat(CONTRASTS.section(none).isEmpty()).isFalse();
    }

    @Test
    void withoutAnItemAtTheLargestAlphaYetTheClaimSaysSoOfThisAlphaAlone() {
        // given
        List<MarginScore> atHalf = SCORES.stream()
                .filter(score -> score.getIdentity().getAlpha() == 0.5)
                .toList();

        // when
        MethodPairContrast half = result(atHalf, Choice.ALL).contrasts().get(1);
        MethodPairContrast none =
                result(SCORES.subList(0, 1), Choice.ALL).contrasts().get(1);

        // then
        assertThat(ContrastWords.claim(ShownContrast.of(half)))
                .isEqualTo("Judged by clip-c, lerp and shuffled have no complete item in common to be contrasted by at"
                        + " alpha 1.0 yet.");
        assertThat(ContrastWords.claim(ShownContrast.of(none)))
                .isEqualTo(
                        "Judged by clip-c, lerp and shuffled have no complete item in common to be contrasted by yet.");
    }

    @Test
    void equalDifferencesAreNotSaidToBeTooFew() {
        // given
        List<MarginScore> equal = SCORES.stream()
                .map(score -> ToyExperiment.corrected(
                        score, score.getIdentity().getMethod().equals("lerp") ? 0.5 : 0.25))
                .toList();

        // when
        ShownContrast finished =
                ShownContrast.of(result(equal, Choice.ALL).contrasts().get(1));
        ShownContrast running = ShownContrast.of(result(equal.subList(0, equal.size() - 1), Choice.ALL)
                .contrasts()
                .get(1));

        // then
        assertThat(ContrastWords.claim(finished)).contains("over 6 pairs, all differences are equal, by exact sign");
        assertThat(ContrastWords.claim(running)).endsWith("over 5 pairs, all differences are equal.");
    }

    @Test
    void whatIsSubtractedIsTheControlElseTheFirstMethodOrWhatIsAskedFor() {
        // given
        Experiment withoutControl = MethodsExperiment.design("lerp", "analogy");
        ReportDocument report =
                ExperimentReportBuilder.build(withoutControl, MethodsExperiment.scores(withoutControl), List.of());

        // then
        assertThat(names(CONTRASTS.of(ExperimentData.ofScores(withoutControl, report.scorers()), Choice.ALL)))
                .containsExactly("analogy minus lerp");
        assertThat(Contrasts.claims(report.analyses())).isEmpty();
        assertThat(names(result(SCORES, against("analogy"))))
                .containsExactly("lerp minus analogy", "shuffled minus analogy");
        assertThat(names(result(SCORES, new Choice(null, "lerp", null, null, Map.of()))))
                .containsExactly("lerp minus shuffled");
        assertThat(names(result(SCORES, new Choice(null, "shuffled", null, null, Map.of()))))
                .containsExactly("analogy minus shuffled", "lerp minus shuffled");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result(SCORES, against("magic")))
                .withMessage("against=magic: one of analogy, lerp, shuffled expected");
    }

    @Test
    void oneMethodHasNoContrast() {
        // given
        ReportDocument report =
                ExperimentReportBuilder.build(ToyExperiment.design(), ToyExperiment.scores(), List.of());

        // when
        Contrasts.Result result =
                CONTRASTS.of(ExperimentData.ofScores(report.experiment(), report.scorers()), Choice.ALL);

        // then
        assertThat(CONTRASTS.isEmpty(result)).isTrue();
        assertThat(CONTRASTS.section(result).isEmpty()).isTrue();
        assertThat(ReportMarkdown.render(report)).doesNotContain("Contrasts between methods");
    }

    @Test
    void theContrastIsOfTheMarginsOfTheReport() {
        // given
        ReportDocument report = ExperimentReportBuilder.build(DESIGN, SCORES, List.of());

        // when
        PairedContrast contrast = result(SCORES, Choice.ALL).contrasts().get(0).contrast();

        // then
        double analogy = Objects.requireNonNull(
                report.scorers().get(0).methods().get(0).analysis().overall().mean());
        double shuffled = Objects.requireNonNull(
                report.scorers().get(0).methods().get(2).analysis().overall().mean());
        assertThat(Objects.requireNonNull(contrast.overall().mean())).isCloseTo(analogy - shuffled, within(1e-15));
        assertThat(CONTRASTS
                        .ofScorers(result(SCORES, Choice.ALL), Set.of("clip-z"))
                        .contrasts())
                .isEmpty();
    }

    private static Choice against(String method) {
        return new Choice(null, null, null, null, Map.of("against", method));
    }

    private static Contrasts.Result result(List<MarginScore> scores, Choice choice) {
        ReportDocument report = ExperimentReportBuilder.build(DESIGN, scores, List.of());
        return CONTRASTS.of(ExperimentData.ofScores(DESIGN, report.scorers()), choice);
    }

    private static List<String> names(Contrasts.Result result) {
        return result.contrasts().stream().map(MethodPairContrast::name).toList();
    }

    private static List<String> texts(Section section) {
        List<String> texts = new ArrayList<>();
        for (Block block : section.blocks()) {
            if (block instanceof Paragraph paragraph) {
                texts.add(paragraph.text());
            }
        }
        return texts;
    }
}
