package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.results.Edited;
import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.document.CellText;
import io.steerscope.results.document.Table;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DiversityTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Experiment DESIGN = EmbeddedExperiment.design();
    private static final List<MarginScore> SCORES = EmbeddedExperiment.scores(DESIGN);
    private static final List<TextEmbedding> TEXTS = EmbeddedExperiment.texts(DESIGN);

    @Test
    void imagesOfACellThatComeToLieOnOneAnotherAreFoundAsCollapse() {
        // when
        JsonNode analogy = ask(SCORES, Map.of()).get(0);

        // then
        JsonNode collapsed = cell(analogy, EmbeddedExperiment.COLLAPSING, 1.0);
        assertThat(collapsed.at("/seed_diversity/mean").doubleValue()).isZero();
        assertThat(collapsed.path("diversity_ratio").doubleValue()).isZero();
        assertThat(collapsed.path("verdict").textValue()).isEqualTo("moves by collapse");
        assertThat(collapsed.path("verdict_shown").textValue()).isEqualTo("moves by collapse");
        assertThat(analogy.path("claim").textValue())
                .contains("Judged by clip-c, analogy moves images in 4 of 4 cells")
                .contains("falls by more than 10\u00A0% in 1 of these: colour at alpha 1.0.");
    }

    @Test
    void movementAloneIsNoCollapse() {
        // when
        JsonNode lerp = ask(SCORES, Map.of()).get(1);

        // then
        assertThat(lerp.path("method").textValue()).isEqualTo("lerp");
        assertThat(verdicts(lerp)).hasSize(4).containsOnly("moves");
        assertThat(lerp.path("claim").textValue()).endsWith("is shown in none.");
    }

    @Test
    void theUnsteeredImagesOfTheSourceAreTheBaselineAndThoseOfTheTargetTakeNoPart() {
        // when
        JsonNode analogy = ask(SCORES, Map.of()).get(0);

        // then
        assertThat(analogy.at("/baseline/alpha").doubleValue()).isZero();
        assertThat(analogy.at("/baseline/steered").booleanValue()).isFalse();
        assertThat(analogy.path("images").intValue()).isEqualTo(2 * EmbeddedExperiment.PAIRS * 3 * 3);
        assertThat(analogy.at("/spectrum/overall/n").intValue())
                .isEqualTo(analogy.path("images").intValue());
        assertThat(cell(analogy, EmbeddedExperiment.MOVING, 0.0).has("verdict")).isFalse();
        assertThat(analogy.path("cells")).hasSize(6);
    }

    @Test
    void withoutUnsteeredImagesTheLowestStrengthIsTheBaseline() {
        // given
        Experiment design = Edited.without(DESIGN, "baseline");
        design.put("expectedJobs", SCORES.size() - 2L * 2 * EmbeddedExperiment.PAIRS * 3);

        // when
        JsonNode analogy =
                ask(design, EmbeddedExperiment.scores(design), TEXTS, Map.of()).get(0);

        // then
        assertThat(analogy.at("/baseline/alpha").doubleValue()).isEqualTo(0.5);
        assertThat(analogy.at("/baseline/steered").booleanValue()).isTrue();
        assertThat(analogy.path("finished").booleanValue()).isTrue();
        assertThat(verdicts(analogy)).containsExactly("collapses", "moves");
        assertThat(analogy.path("shown_rule").textValue()).contains("applied to the change of the margin");
    }

    @Test
    void theVerdictOnTheShiftIsThatOfTheShift() {
        // when
        ExperimentData data = data(DESIGN, SCORES, TEXTS);
        JsonNode shift = fields(new Shift(), data, Choice.ALL).get(0);
        JsonNode analogy = fields(new Diversity(), data, Choice.ALL).get(0);

        // then
        shift.at("/verdicts/by_category_alpha").properties().forEach(entry -> {
            String[] names = entry.getKey().split("\\|");
            assertThat(cell(analogy, names[0], Double.parseDouble(names[1]))
                            .path("verdict_shown")
                            .textValue()
                            .startsWith("moves"))
                    .isEqualTo(entry.getValue().path("outcome").textValue().equals("moves"));
        });
    }

    @Test
    void whileImagesArriveVerdictsHoldAtEveryMoment() {
        // when
        JsonNode analogy = ask(SCORES.subList(1, SCORES.size()), Map.of()).get(0);

        // then
        JsonNode cell = cell(analogy, EmbeddedExperiment.COLLAPSING, 1.0);
        assertThat(analogy.path("finished").booleanValue()).isFalse();
        assertThat(analogy.at("/rule/test").textValue()).contains("always-valid");
        assertThat(cell.at("/diversity_loss_contrast/cs95_two_sided")).hasSize(2);
        assertThat(cell.at("/diversity_loss_contrast/anytime_p_less").doubleValue())
                .isLessThan(cell.path("p_holm_diversity_down").doubleValue());
        assertThat(cell.at("/diversity_loss_contrast").has("ci95_t")).isFalse();
        assertThat(cell.path("verdict").textValue()).isIn("moves by collapse", "undecided");
        assertThat(analogy.at("/spectrum/overall/jackknife/one_look").booleanValue())
                .isTrue();
    }

    @Test
    void aFirstImageIsNoReasonForAnythingButAnUndecidedCell() {
        // when
        JsonNode analogy = ask(SCORES.subList(0, 1), Map.of()).get(0);

        // then
        assertThat(verdicts(analogy)).hasSize(4).containsOnly("undecided");
        assertThat(analogy.at("/baseline/alpha").doubleValue()).isZero();
        assertThat(cell(analogy, EmbeddedExperiment.MOVING, 1.0).at("/seed_diversity/n"))
                .hasToString("0");
    }

    @Test
    void aPairWithoutASeedOfItsBaselineIsInNoChangeAndCounted() {
        // given
        List<MarginScore> scores = new ArrayList<>(SCORES);
        scores.removeIf(score -> score.getIdentity().getMethod().equals("source")
                && score.getIdentity().getPairId().equals("c0-p0")
                && score.getIdentity().getSeed() == 1);

        // when
        JsonNode analogy = ask(scores, Map.of()).get(0);

        // then
        assertThat(analogy.path("items_without_baseline").intValue()).isEqualTo(2);
        assertThat(cell(analogy, EmbeddedExperiment.COLLAPSING, 1.0)
                        .at("/diversity_change/n")
                        .intValue())
                .isEqualTo(EmbeddedExperiment.PAIRS - 1);
    }

    @Test
    void imagesAndPromptsWithoutEmbeddingAreLeftOutAndCounted() {
        // given
        List<MarginScore> scores = new ArrayList<>(SCORES);
        scores.set(0, Edited.without(scores.get(0), "embedding"));
        List<TextEmbedding> texts = TEXTS.stream()
                .filter(text -> !text.getText().equals("target of c1-p0"))
                .toList();

        // when
        JsonNode analogy = ask(DESIGN, scores, texts, Map.of()).get(0);
        JsonNode withoutTexts =
                ask(DESIGN, scores, texts, Map.of("condition", "none")).get(0);

        // then
        assertThat(analogy.path("images_without_embedding").intValue()).isEqualTo(1);
        assertThat(analogy.path("images_without_text").intValue()).isEqualTo(9);
        assertThat(analogy.path("remark").textValue())
                .isEqualTo("1 image without an embedding left out. 9 images left out, as a prompt has no embedding.");
        assertThat(withoutTexts.path("images_without_text").intValue()).isEqualTo(9);
        assertThat(withoutTexts.at("/cells/0/margin/mean").isNumber()).isTrue();
        assertThat(withoutTexts.at("/spectrum/overall").has("conditional")).isFalse();
    }

    @Test
    void vectorsOfAnotherDimensionAreLeftOutInOneSentence() {
        // given
        List<MarginScore> scores = new ArrayList<>(SCORES);
        scores.set(0, Edited.with(scores.get(0), "embedding", EmbeddingBytes.of(new float[] {0.6f, 0.8f})));

        // when
        JsonNode analogy = ask(scores, Map.of()).get(0);

        // then
        assertThat(analogy.path("images_of_other_dimension").intValue()).isEqualTo(1);
        assertThat(analogy.path("remark").textValue())
                .isEqualTo(
                        "1 image left out for vectors with another number of elements than most: of another bundle of"
                                + " this scorer's name.");
        assertThat(analogy.path("cells")).hasSize(6);
    }

    @Test
    void equalImagesHaveNoDiversityAndOneKind() {
        // given
        List<MarginScore> scores = SCORES.stream()
                .map(score -> EmbeddedExperiment.with(score, new float[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}))
                .toList();

        // when
        JsonNode spectrum = ask(scores, Map.of()).get(0).at("/spectrum/overall");

        // then
        assertThat(spectrum.at("/vendi/q1").doubleValue()).isEqualTo(1.0);
        assertThat(spectrum.at("/conditional/pair|0.001/sce").doubleValue()).isBetween(1.0, 1.01);
    }

    @Test
    void aCategoryAndAStrengthAreFiltersThatLeaveVerdictsAsTheyAre() {
        // when
        JsonNode all = ask(SCORES, Map.of()).get(0);
        JsonNode some = fields(
                        new Diversity(),
                        data(DESIGN, SCORES, TEXTS),
                        new Choice(null, "analogy", EmbeddedExperiment.COLLAPSING, 1.0, Map.of()))
                .get(0);

        // then
        assertThat(some.path("cells")).hasSize(1);
        assertThat(some.path("cells").get(0)).isEqualTo(cell(all, EmbeddedExperiment.COLLAPSING, 1.0));
        assertThat(some.path("spectrum").fieldNames())
                .toIterable()
                .containsExactly(EmbeddedExperiment.COLLAPSING + "|1.0");
        assertThat(some.at("/spectrum/" + EmbeddedExperiment.COLLAPSING + "|1.0"))
                .isEqualTo(all.at("/spectrum/" + EmbeddedExperiment.COLLAPSING + "|1.0"));
    }

    @Test
    void whatIsAskedForIsThere() {
        // when
        JsonNode analogy = ask(
                        SCORES,
                        Map.of(
                                "condition", "target,pair",
                                "ridge", "0,0.01",
                                "kernel", "cosine,gaussian",
                                "sigma", "0.8",
                                "features", "16",
                                "feature_seed", "3",
                                "order", "0.5",
                                "diversity_loss", "0.2",
                                "intervals", "false",
                                "permutations", "9"))
                .get(0);

        // then
        JsonNode overall = analogy.at("/spectrum/overall");
        assertThat(overall.path("conditional").fieldNames())
                .toIterable()
                .containsExactly("target|0.0", "target|0.01", "pair|0.0", "pair|0.01");
        assertThat(overall.at("/gaussian/features").intValue()).isEqualTo(16);
        assertThat(overall.at("/vendi/order").isNumber()).isTrue();
        assertThat(overall.at("/prompt_permutation/permutations").intValue()).isEqualTo(9);
        assertThat(overall.has("jackknife")).isFalse();
        assertThat(analogy.at("/rule/diversity_loss").doubleValue()).isEqualTo(0.2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "condition; magic; condition=magic: one of pair, target, source, none, or several of them expected",
                "condition; none,pair; condition=none stands alone",
                "ridge; -1; ridge=-1: a number from 0 to 1000000 expected",
                "kernel; cubic; kernel=cubic: one of cosine, gaussian, or several of them expected",
                "kernel; gaussian; kernel=gaussian needs sigma, its width, such as 0.8 (distances of unit vectors are at most 2)",
                "sigma; 1; sigma is of kernel=gaussian alone",
                "order; x; order=x: a number of at least 0 expected",
                "diversity_loss; 1; diversity_loss=1: a number of at least 0 and below 1 expected",
                "intervals; maybe; intervals=maybe: one of auto, true, false, finished expected",
                "permutations; 1000; permutations=1000: a whole number from 0 to 999 expected"
            })
    void whatCannotBeMeantIsRefusedInOneLine(String name, String value, String line) {
        assertThatThrownBy(() -> ask(SCORES, Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(line);
    }

    @Test
    void oneSeedHasNoDiversity() {
        // given
        Experiment design = Edited.with(DESIGN, "seeds", List.of(0L));
        design.put("expectedJobs", SCORES.size() / 3L);
        List<MarginScore> scores = SCORES.stream()
                .filter(score -> score.getIdentity().getSeed() == 0)
                .toList();

        // when
        JsonNode analogy = ask(design, scores, TEXTS, Map.of()).get(0);

        // then
        assertThat(cell(analogy, EmbeddedExperiment.MOVING, 1.0)
                        .at("/seed_diversity/n")
                        .intValue())
                .isZero();
        assertThat(cell(analogy, EmbeddedExperiment.MOVING, 1.0)
                        .path("diversity_ratio")
                        .isNull())
                .isTrue();
        assertThat(analogy.path("claim").textValue()).endsWith("; seed diversity is not measurable: one seed.");
        assertThat(tables(design, scores))
                .filteredOn(table -> table.name().equals("Margin beside seed diversity"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(column(table, "p down")).containsOnly("\u2013"));
    }

    @Test
    void everyColumnOfATableHasAHeading() {
        assertThat(tables(DESIGN, SCORES))
                .isNotEmpty()
                .flatExtracting(Table::columns)
                .extracting(Table.Column::title)
                .doesNotContain("");
    }

    private static List<Table> tables(Experiment design, List<MarginScore> scores) {
        return AnalysisResult.of(new Diversity(), data(design, scores, TEXTS), Choice.ALL).section().blocks().stream()
                .filter(Table.class::isInstance)
                .map(Table.class::cast)
                .toList();
    }

    private static List<String> column(Table table, String title) {
        int column = table.columns().stream().map(Table.Column::title).toList().indexOf(title);
        return table.rows().stream().map(row -> CellText.of(row.get(column))).toList();
    }

    private static List<String> verdicts(JsonNode method) {
        List<String> verdicts = new ArrayList<>();
        method.path("cells").forEach(cell -> {
            if (cell.has("verdict_shown")) {
                verdicts.add(cell.path("verdict_shown").textValue());
            }
        });
        return verdicts;
    }

    private static JsonNode cell(JsonNode method, String category, double alpha) {
        Map<String, JsonNode> cells = new LinkedHashMap<>();
        method.path("cells")
                .forEach(cell -> cells.put(
                        cell.path("category").textValue() + "|"
                                + cell.path("alpha").doubleValue(),
                        cell));
        return cells.get(category + "|" + alpha);
    }

    private static JsonNode ask(List<MarginScore> scores, Map<String, String> parameters) {
        return ask(DESIGN, scores, TEXTS, parameters);
    }

    private static JsonNode ask(
            Experiment design, List<MarginScore> scores, List<TextEmbedding> texts, Map<String, String> parameters) {
        return fields(new Diversity(), data(design, scores, texts), new Choice(null, null, null, null, parameters));
    }

    private static <R> JsonNode fields(Analysis<R> analysis, ExperimentData data, Choice choice) {
        return MAPPER.valueToTree(AnalysisResult.of(analysis, data, choice).fields());
    }

    private static ExperimentData data(Experiment design, List<MarginScore> scores, List<TextEmbedding> texts) {
        return ExperimentData.of(
                design,
                ExperimentReportBuilder.scorers(design, scores, List.of(), List.of(), Optional.empty(), List.of()),
                EmbeddedExperiment.embeddings(scores, texts));
    }
}
