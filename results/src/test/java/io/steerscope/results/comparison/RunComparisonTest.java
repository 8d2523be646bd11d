package io.steerscope.results.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.html.ComparisonHtml;
import io.steerscope.results.format.text.ComparisonTable;
import io.steerscope.results.format.text.DisplayWidth;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.PairedDifferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class RunComparisonTest {

    private static final Experiment DESIGN = ToyExperiment.design();
    private static final List<MarginScore> SCORES = ToyExperiment.scores();
    private static final RunSide A = side("eight", DESIGN, SCORES);
    private static final RunSide B = side("thirty", withSteps(30), changed(score -> score.getMargin() + change(score)));

    @Test
    void theContrastIsThatOfTheCommonItemsPairByPair() {
        // when
        RunComparison comparison = RunComparison.of(A, B, ComparisonChoice.ALL);

        // then
        RunContrast contrast = comparison.contrasts().get(0);
        PairedContrast expected = PairedContrast.atCompletion(
                PairedDifferences.of(
                        B.scorers().get(0).methods().get(0).observations(),
                        A.scorers().get(0).methods().get(0).observations(),
                        new SeedRule.Listed(new TreeSet<>(ToyExperiment.SEEDS))),
                0.95);
        assertThat(comparison.contrasts()).hasSize(1);
        assertThat(contrast.contrast().margins()).isEqualTo(expected);
        assertThat(contrast.contrast().isSameScale()).isTrue();
        assertThat(comparison.differences()).extracting(DesignDifference::field).containsExactly("steps");
        assertThat(comparison.pairs().common()).hasSize(2 * ToyExperiment.PAIRS);
        assertThat(RunComparisonSections.claims(comparison))
                .singleElement()
                .asString()
                .startsWith("Of analogy, judged by clip-c, the margin is larger in thirty than in eight: thirty minus"
                        + " eight at alpha 1.0 is +0.");
    }

    @Test
    void theImagesThatChangedMostComeFirst() {
        // when
        RunComparison comparison = RunComparison.of(A, B, new ComparisonChoice(null, null, null, 4));

        // then
        assertThat(comparison.images()).hasSize(4);
        ChangedImage first = comparison.images().get(0);
        assertThat(first.difference()).isEqualTo(first.marginB() - first.marginA(), within(1e-12));
        assertThat(comparison.images())
                .extracting(image -> Math.abs(image.difference()))
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
        double largest = SCORES.stream()
                .mapToDouble(score -> Math.abs(change(score)))
                .max()
                .orElseThrow();
        assertThat(first.difference()).isEqualTo(largest, within(1e-12));
    }

    @Test
    void pairsThatOneRunHasAloneAreCountedAndThoseWithOtherPromptsAreNamedAndLeftOut() {
        // given
        List<MarginScore> scores = new ArrayList<>();
        for (MarginScore score : SCORES) {
            String pair = score.getIdentity().getPairId();
            if (pair.equals("c0-p0")) {
                score = withTarget(score, "a green car");
            }
            if (!pair.equals("c1-p2")) {
                scores.add(score);
            }
        }

        // when
        RunComparison comparison =
                RunComparison.of(A, side("other", ofOtherPairs(DESIGN), scores), ComparisonChoice.ALL);

        // then
        assertThat(comparison.pairs().common()).hasSize(4);
        assertThat(comparison.pairs().onlyA()).containsExactly("c1-p2");
        assertThat(comparison.pairs().otherwise()).containsOnlyKeys("c0-p0");
        assertThat(comparison.contrasts().get(0).contrast().margins().isFinished())
                .isFalse();
        assertThat(comparison
                        .contrasts()
                        .get(0)
                        .contrast()
                        .margins()
                        .differences()
                        .itemsByPair())
                .containsOnlyKeys("c0-p1", "c0-p2", "c1-p0", "c1-p1");
        assertThat(ComparisonTable.render(comparison, 200))
                .contains(
                        "Warning: 1 pair has other prompts or another category in other under one id, and is left out: c0-p0.",
                        "4 pairs are common to both so far, 1 scored in eight alone so far (c1-p2); compared at alpha",
                        "Intervals are confidence sequences");
    }

    @Test
    void pairsThatTheOtherRunOfTheSamePairsHasNotScoredYetAreNoOtherPairs() {
        // given
        RunSide running = side("running", withSteps(30), ofPairs("c0-p0", "c0-p1"));

        // when
        String table = ComparisonTable.render(RunComparison.of(A, running, ComparisonChoice.ALL), 200);

        // then
        assertThat(table)
                .contains("Both have the same 6 pairs, 2 scored in both so far (6 in eight, 2 in running); compared at")
                .doesNotContain("alone");
        assertThat(ComparisonTable.render(RunComparison.of(A, B, ComparisonChoice.ALL), 200))
                .contains("Both have the same 6 pairs; compared at alpha 0.5, 1.0.");
    }

    @Test
    void pairsOfOtherDesignsAreInOneAloneWhereTheOtherIsFinished() {
        // given
        Experiment ofLess = ToyExperiment.design(ToyExperiment.ID, 2, ToyExperiment.CATEGORIES, ToyExperiment.ALPHAS);
        RunSide less = side("less", ofOtherPairs(ofLess), ToyExperiment.scores(ofLess));

        // then
        assertThat(ComparisonTable.render(RunComparison.of(A, less, ComparisonChoice.ALL), 200))
                .contains("4 pairs are common to both, 2 in eight alone (c0-p2, c1-p2); compared at");
    }

    @Test
    void ofRunsThatHaveNoScoredPairInCommonYetItIsSaidToWait() {
        // given
        Experiment unsteered = ToyExperiment.withBaseline(DESIGN, "source");

        // then
        refuses(
                unsteered,
                ToyExperiment.unsteered(unsteered),
                "other has no steered image scored yet: compare again when it has");
        refuses(DESIGN, List.of(), "other has no steered image scored yet: compare again when it has");
        assertThatThrownBy(() -> RunComparison.of(
                        side("first", DESIGN, ofPairs("c0-p0")),
                        side("second", DESIGN, ofPairs("c0-p1")),
                        ComparisonChoice.ALL))
                .isInstanceOf(IncomparableException.class)
                .hasMessage("first and second have the same 6 pairs, of which none is scored in both yet: compare again"
                        + " when one is");
        assertThatThrownBy(() -> RunComparison.of(
                        side("first", DESIGN, ofPairs("c0-p0")),
                        side("second", ofOtherPairs(DESIGN), ofPairs("c0-p1")),
                        ComparisonChoice.ALL))
                .hasMessage("first and second have no pair in common so far: compare again when more is scored, or run"
                        + " both with the same --pairs, --categories and --pairs-per-category");
    }

    @Test
    void twoRunsWithTheSameImagesDifferByNothingWhichIsNotForWantOfPairs() {
        // when
        RunComparison comparison = RunComparison.of(A, side("again", DESIGN, SCORES), ComparisonChoice.ALL);

        // then
        assertThat(RunComparisonSections.claims(comparison))
                .singleElement()
                .asString()
                .contains("over 6 pairs, all differences are equal")
                .doesNotContain("too few");
    }

    @Test
    void onTwoScalesWithoutContrastItIsSaidWhyAndNoImageIsSaidToHaveChanged() {
        // given
        List<MarginScore> constant = SCORES.stream()
                .map(score -> withScorer(score, "c".repeat(64), 0.25))
                .toList();
        List<MarginScore> few = ofPairs("c0-p0", "c0-p1").stream()
                .map(score -> withScorer(score, "c".repeat(64), 2.0 * score.getMargin()))
                .toList();

        // when
        RunComparison ofConstant = RunComparison.of(A, side("other", DESIGN, constant), ComparisonChoice.ALL);
        RunComparison ofFew = RunComparison.of(A, side("other", DESIGN, few), ComparisonChoice.ALL);

        // then
        assertThat(ofConstant.images()).isEmpty();
        assertThat(ofFew.images()).isEmpty();
        assertThat(ComparisonTable.render(ofConstant, 300))
                .contains(
                        "Judged by clip-c, analogy: no contrast, as its bundle is not the same in both and the margins of"
                                + " one do not vary within category and alpha, or do not without one of the pairs.")
                .doesNotContain("fewer than three", "Images that changed most");
        assertThat(ComparisonTable.render(ofFew, 300))
                .contains("as its bundle is not the same in both and fewer than three pairs are common so far.");
    }

    @Test
    void ofOtherSeedsTheCommonOnesCountAndItIsSaid() {
        // given
        Experiment design = with(DESIGN, List.of(1L, 2L, 3L), DESIGN.getAlphas(), DESIGN.getMethods());

        // when
        RunComparison comparison =
                RunComparison.of(A, side("other", design, ToyExperiment.scores(design)), ComparisonChoice.ALL);

        // then
        assertThat(comparison.seeds()).containsExactly(1L, 2L);
        assertThat(comparison
                        .contrasts()
                        .get(0)
                        .contrast()
                        .margins()
                        .differences()
                        .items())
                .isEqualTo(12);
        assertThat(comparison.images()).extracting(ChangedImage::seed).containsOnly(1L, 2L);
        assertThat(ComparisonTable.render(comparison, 200))
                .contains("The seeds differ: items are means over the 2 seeds of both (1, 2).");
    }

    @Test
    void aScorerWhoseBundleChangedIsContrastedInStandardDeviations() {
        // given
        List<MarginScore> scores = SCORES.stream()
                .map(score -> withScorer(score, "c".repeat(64), 3.0 * (score.getMargin() + change(score))))
                .toList();

        // when
        RunComparison comparison = RunComparison.of(A, side("other", DESIGN, scores), ComparisonChoice.ALL);

        // then
        assertThat(comparison.contrasts().get(0).contrast().isSameScale()).isFalse();
        assertThat(comparison.contrasts().get(0).contrast().standardised()).isNotNull();
        assertThat(comparison.differences()).extracting(DesignDifference::field).containsExactly("scorer clip-c");
        assertThat(RunComparisonSections.claims(comparison).get(0)).contains("Of analogy, judged by clip-c");
    }

    @Test
    void anotherMethodOfTheOtherRunCanBeSubtracted() {
        // given
        Experiment design = with(DESIGN, DESIGN.getSeeds(), DESIGN.getAlphas(), List.of("lerp"));
        List<MarginScore> scores =
                SCORES.stream().map(score -> withMethod(score, "lerp")).toList();
        RunSide lerp = side("other", design, scores);

        // when
        RunComparison comparison =
                RunComparison.of(lerp, A, new ComparisonChoice(null, "analogy", "lerp", ComparisonChoice.IMAGES));

        // then
        assertThat(comparison.contrasts().get(0).contrast().margins().overall().mean())
                .isZero();
        assertThat(RunComparisonSections.claims(comparison).get(0))
                .contains("no difference between analogy of eight and lerp of other is shown");
        assertThatThrownBy(() -> RunComparison.of(lerp, A, ComparisonChoice.ALL))
                .isInstanceOf(IncomparableException.class)
                .hasMessage("other and eight have no method in common (lerp and analogy): name one of each, as with"
                        + " --method analogy --against lerp");
    }

    @Test
    void whatCannotBeComparedIsSaidInOneLineWithWhatToDo() {
        // given
        Experiment otherAlphas = with(DESIGN, DESIGN.getSeeds(), List.of(0.25), DESIGN.getMethods());
        Experiment otherSeeds = with(DESIGN, List.of(7L), DESIGN.getAlphas(), DESIGN.getMethods());
        List<MarginScore> otherPairs =
                SCORES.stream().map(score -> withTarget(score, "a green car")).toList();
        List<MarginScore> otherScorer = ToyExperiment.scoresBy("clip-d", SCORES, MarginScore::getMargin);

        // then
        refuses(
                otherAlphas,
                ToyExperiment.scores(otherAlphas),
                "no alpha in common (0.5, 1.0 and 0.25): run one with --alphas");
        refuses(
                otherSeeds,
                ToyExperiment.scores(otherSeeds),
                "no seed in common (0, 1, 2 and 7): run one with --seeds");
        refuses(DESIGN, otherPairs, "no pair in common (6 have one id and other prompts, as c0-p0): run both with");
        refuses(DESIGN, otherScorer, "eight was judged by clip-c and other by clip-d: judge the images of one");
        assertThatThrownBy(() -> RunComparison.of(A, B, new ComparisonChoice(null, "lerp", null, 1)))
                .hasMessage("thirty has no method lerp: name one of analogy with --method");
        assertThatThrownBy(() -> RunComparison.of(A, B, new ComparisonChoice("clip-x", null, null, 1)))
                .hasMessage("no scorer clip-x has judged both eight and thirty: choose one of clip-c");
    }

    @Test
    void theJsonHasItsNames() throws IOException {
        // when
        JsonNode json =
                new ObjectMapper().valueToTree(RunComparisonFields.of(RunComparison.of(A, B, ComparisonChoice.ALL)));

        // then
        assertThat(json.path("format").textValue()).isEqualTo("steerscope-comparison/1");
        assertThat(json.at("/b/name").textValue()).isEqualTo("thirty");
        assertThat(json.path("design_differences").toString()).isEqualTo("[{\"field\":\"steps\",\"a\":8,\"b\":30}]");
        assertThat(json.at("/pairs/common").intValue()).isEqualTo(6);
        assertThat(json.at("/contrasts/0/margins/items_of_one_run_only").toString())
                .isEqualTo("[0,0]");
        assertThat(json.at("/contrasts/0/margins/by_category_alpha").properties())
                .hasSize(4);
        assertThat(json.path("images")).hasSize(ComparisonChoice.IMAGES);
        assertThat(json.at("/images/0").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "scorer",
                        "method",
                        "against",
                        "pair_id",
                        "category",
                        "source",
                        "target",
                        "alpha",
                        "seed",
                        "margin_a",
                        "margin_b",
                        "difference");
    }

    @Test
    void thePageShowsBothImagesOfEachChange() throws IOException {
        // given
        StringBuilder html = new StringBuilder();
        List<String> asked = new ArrayList<>();

        // when
        ComparisonHtml.write(
                RunComparison.of(A, B, new ComparisonChoice(null, null, null, 2)),
                identity -> {
                    asked.add(identity.getExperimentId());
                    return Optional.of(new byte[] {1});
                },
                html);

        // then
        assertThat(asked).containsExactly("eight", "thirty", "eight", "thirty");
        assertThat(html.toString())
                .contains("<h1>thirty minus eight</h1>", "Images that changed most", "data:image/png;base64,AQ==")
                .doesNotContain("NaN", "null", "<script");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 74, 120})
    void everyLineFitsTheTerminal(int width) {
        // when
        String table = ComparisonTable.render(RunComparison.of(A, B, ComparisonChoice.ALL), width);

        // then
        assertThat(table.lines())
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
    }

    private static void refuses(Experiment design, List<MarginScore> scores, String line) {
        assertThatThrownBy(() -> RunComparison.of(A, side("other", design, scores), ComparisonChoice.ALL))
                .isInstanceOf(IncomparableException.class)
                .hasMessageContaining(line);
    }

    private static List<MarginScore> ofPairs(String... pairs) {
        return SCORES.stream()
                .filter(score -> List.of(pairs).contains(score.getIdentity().getPairId()))
                .toList();
    }

    private static Experiment ofOtherPairs(Experiment design) {
        return Edited.with(design, "pairsSha256", "o".repeat(64));
    }

    private static RunSide side(String name, Experiment design, List<MarginScore> scores) {
        return RunSide.of(name, ExperimentReportBuilder.build(design, scores, List.of()));
    }

    /** Positive, and another for every image. */
    private static double change(MarginScore score) {
        return 0.1 + 0.001 * SCORES.indexOf(score);
    }

    private static List<MarginScore> changed(ToDoubleFunction<MarginScore> margin) {
        return ToyExperiment.scoresBy("clip-c", SCORES, margin);
    }

    private static Experiment withSteps(int steps) {
        GeneratorSettings of = DESIGN.getSettings();
        GeneratorSettings settings = new GeneratorSettings(
                of.getBundleId(),
                of.getScheduler(),
                steps,
                of.getGuidanceScale(),
                of.getNegativePrompt(),
                of.getWidth(),
                of.getHeight(),
                of.getDtype());
        return Edited.with(DESIGN, "settings", settings);
    }

    private static Experiment with(Experiment design, List<Long> seeds, List<Double> alphas, List<String> methods) {
        return Edited.with(Edited.with(Edited.with(design, "seeds", seeds), "alphas", alphas), "methods", methods);
    }

    private static MarginScore withTarget(MarginScore score, String target) {
        return Edited.with(score, "target", target);
    }

    private static MarginScore withScorer(MarginScore score, String sha256, double margin) {
        return Edited.with(Edited.with(score, "scorerSha256", sha256), "margin", margin);
    }

    private static MarginScore withMethod(MarginScore score, String method) {
        Identity of = score.getIdentity();
        return Edited.with(
                score,
                "identity",
                new Identity(of.getExperimentId(), of.getPairId(), method, of.getAlpha(), of.getSeed()));
    }
}
