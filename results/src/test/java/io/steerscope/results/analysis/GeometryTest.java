package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.results.Edited;
import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.Section;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GeometryTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Experiment DESIGN = EmbeddedExperiment.design();
    private static final List<MarginScore> SCORES = EmbeddedExperiment.scores(DESIGN);
    private static final List<TextEmbedding> TEXTS = EmbeddedExperiment.texts(DESIGN);

    @Test
    void imagesThatMoveAlongTheirPromptsFollowThem() {
        // when
        JsonNode lerp = ask(SCORES, Choice.ALL).get(1);

        // then
        assertThat(lerp.path("method").textValue()).isEqualTo("lerp");
        assertThat(lerp.path("claim").textValue())
                .isEqualTo(
                        "Judged by clip-c, lerp changes images in the direction of their prompts in 4 of 4 steered cells.");
        JsonNode cell = cell(lerp, EmbeddedExperiment.MOVING, 1.0);
        assertThat(cell.at("/directional/mean").doubleValue()).isBetween(0.9, 1.0);
        assertThat(cell.at("/progress/mean").doubleValue())
                .isGreaterThan(cell(lerp, EmbeddedExperiment.MOVING, 0.5)
                        .at("/progress/mean")
                        .doubleValue());
        assertThat(cell.path("verdict").textValue()).isEqualTo("follows prompts");
        assertThat(cell(lerp, EmbeddedExperiment.MOVING, 0.0).has("directional"))
                .isFalse();
        assertThat(lerp.path("images").intValue()).isEqualTo(2 * EmbeddedExperiment.PAIRS * 3 * 3);
    }

    @Test
    void theShiftOfTheMarginIsProgressTimesTheDistanceOfThePrompts() {
        // given
        JsonNode lerp = ask(SCORES, Choice.ALL).get(1);
        double distance = 0.0;
        for (JsonNode pair : lerp.path("pairs")) {
            distance = Math.max(distance, pair.path("text_distance").doubleValue());
        }

        // when
        double shift = cell(lerp, EmbeddedExperiment.MOVING, 1.0)
                        .at("/margin/mean")
                        .doubleValue()
                - cell(lerp, EmbeddedExperiment.MOVING, 0.0).at("/margin/mean").doubleValue();

        // then
        assertThat(shift)
                .isPositive()
                .isLessThan(distance
                        * cell(lerp, EmbeddedExperiment.MOVING, 1.0)
                                .at("/progress/mean")
                                .doubleValue());
    }

    @Test
    void aCategoryHasTheConsistencyOfItsTextsBesideThatOfItsImages() {
        // when
        JsonNode category = ask(SCORES, Choice.ALL).get(1).path("geometry").path(EmbeddedExperiment.MOVING);

        // then
        assertThat(category.path("text_pairs").intValue()).isEqualTo(EmbeddedExperiment.PAIRS);
        assertThat(category.path("text_offset_concentration").doubleValue()).isBetween(-0.25, 1.0);
        assertThat(category.path("text_pairing_consistency").doubleValue()).isBetween(0.0, 1.0);
        assertThat(category.path("exemplar_offset_cosine").isNumber()).isTrue();
        assertThat(category.path("1.0").path("image_offset_concentration").doubleValue())
                .isEqualTo(category.path("text_offset_concentration").doubleValue(), within(0.2));
    }

    @Test
    void whileImagesArriveMeansHaveConfidenceSequencesAndNoVerdict() {
        // when
        JsonNode lerp = ask(SCORES.subList(1, SCORES.size()), Choice.ALL).get(1);

        // then
        JsonNode cell = cell(lerp, EmbeddedExperiment.MOVING, 1.0);
        assertThat(lerp.path("finished").booleanValue()).isFalse();
        assertThat(lerp.path("claim").textValue()).contains("no verdict");
        assertThat(cell.at("/directional/cs95_two_sided")).hasSize(2);
        assertThat(cell.at("/directional").has("ci95_t")).isFalse();
        assertThat(cell.has("verdict")).isFalse();
        assertThat(text(SCORES.subList(1, SCORES.size())))
                .contains("confidence sequences")
                .doesNotContain("t-test");
    }

    @Test
    void ofAFirstImageNothingIsSaidButWhatItLacks() {
        // when
        JsonNode analogy = ask(SCORES.subList(0, 1), Choice.ALL).get(0);

        // then
        assertThat(analogy.path("cells")).hasSize(1);
        assertThat(analogy.at("/cells/0/without_unsteered").intValue()).isEqualTo(1);
        assertThat(analogy.at("/cells/0/directional/n").intValue()).isZero();
        assertThat(analogy.at("/baseline/steered").booleanValue()).isFalse();
    }

    @Test
    void withoutUnsteeredImagesThereIsTheConsistencyOfTextsAloneAndASentence() {
        // given
        Experiment design = Edited.without(DESIGN, "baseline");
        design.put("expectedJobs", SCORES.size() - 2L * 2 * EmbeddedExperiment.PAIRS * 3);

        // when
        JsonNode analogy =
                fields(design, EmbeddedExperiment.scores(design), Choice.ALL).get(0);

        // then
        assertThat(analogy.path("claim").textValue())
                .isEqualTo(
                        "Judged by clip-c, analogy: There are no unsteered images (alpha 0), so nothing is said of how"
                                + " images changed.");
        assertThat(analogy.path("cells")).allMatch(cell -> !cell.has("directional"));
        assertThat(analogy.path("geometry").path(EmbeddedExperiment.MOVING).has("text_offset_concentration"))
                .isTrue();
    }

    @Test
    void methodCategoryAndStrengthAreFiltersThatLeaveTheFamilyAsItIs() {
        // when
        JsonNode all = ask(SCORES, Choice.ALL).get(0);
        JsonNode found = ask(SCORES, new Choice(null, "analogy", EmbeddedExperiment.COLLAPSING, 1.0, Map.of()));
        JsonNode ofStrength =
                ask(SCORES, new Choice(null, "analogy", null, 0.5, Map.of())).get(0);

        // then
        assertThat(found).hasSize(1);
        JsonNode some = found.get(0);
        assertThat(some.path("cells")).containsExactly(cell(all, EmbeddedExperiment.COLLAPSING, 1.0));
        assertThat(some.path("geometry").fieldNames()).toIterable().containsExactly(EmbeddedExperiment.COLLAPSING);
        assertThat(some.path("geometry").path(EmbeddedExperiment.COLLAPSING).has("0.5"))
                .isFalse();
        assertThat(some.path("pairs")).hasSize(EmbeddedExperiment.PAIRS);
        assertThat(some.path("relation_success")).isEmpty();
        assertThat(ofStrength.path("relation_success").fieldNames())
                .toIterable()
                .containsExactly("0.5");
        assertThat(ask(SCORES, new Choice("none", null, null, null, Map.of()))).isEmpty();
    }

    @Test
    void itemsAreAnsweredWhereACategoryIsChosen() {
        // when
        JsonNode some = ask(SCORES, new Choice(null, "lerp", EmbeddedExperiment.MOVING, 1.0, Map.of()))
                .get(0);
        double sum = 0.0;
        for (JsonNode item : some.path("items")) {
            sum += item.path("progress").doubleValue();
        }

        // then
        assertThat(some.path("items")).hasSize(EmbeddedExperiment.PAIRS);
        assertThat(sum / EmbeddedExperiment.PAIRS)
                .isEqualTo(
                        cell(some, EmbeddedExperiment.MOVING, 1.0)
                                .at("/progress/mean")
                                .doubleValue(),
                        within(1e-12));
        assertThat(ask(SCORES, Choice.ALL)).allMatch(one -> !one.has("items"));
    }

    @Test
    void imagesWithoutWhatIsNeededAreLeftOutAndCounted() {
        // given
        List<MarginScore> scores = new ArrayList<>(SCORES);
        scores.set(0, Edited.without(scores.get(0), "embedding"));
        scores.set(1, Edited.with(scores.get(1), "embedding", EmbeddingBytes.of(new float[] {0.6f, 0.8f})));

        // when
        JsonNode analogy = ask(scores, Choice.ALL).get(0);

        // then
        assertThat(analogy.path("images_without_embedding").intValue()).isEqualTo(1);
        assertThat(analogy.path("images_of_other_dimension").intValue()).isEqualTo(1);
        assertThat(analogy.path("remark").textValue()).isNotEmpty();
    }

    @Test
    void noFigureDependsOnTheOrderInWhichScoresArrived() {
        // given
        String expected = ask(SCORES, Choice.ALL).toString();

        for (int seed = 0; seed < 4; seed++) {
            List<MarginScore> shuffled = new ArrayList<>(SCORES);
            Collections.shuffle(shuffled, new Random(seed));

            // when
            String found = ask(shuffled, Choice.ALL).toString();

            // then
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void theSectionHasClaimsTablesAndCharts() {
        // given
        Section section = section(SCORES);

        // when
        List<String> charts = section.blocks().stream()
                .filter(Figure.class::isInstance)
                .map(block -> ((Figure) block).heading())
                .toList();

        // then
        assertThat(section.heading()).isEqualTo("Direction");
        assertThat(text(SCORES))
                .contains("lerp changes images in the direction of their prompts in 4 of 4 steered cells.")
                .contains("Below 5 categories there is no p-value.");
        assertThat(charts)
                .containsExactly(
                        "Progress and drift", "Relation against success at alpha 1.0",
                        "Progress and drift", "Relation against success at alpha 1.0");
    }

    private static JsonNode cell(JsonNode method, String category, double alpha) {
        for (JsonNode cell : method.path("cells")) {
            if (cell.path("category").textValue().equals(category)
                    && cell.path("alpha").doubleValue() == alpha) {
                return cell;
            }
        }
        throw new AssertionError("No cell " + category + " " + alpha);
    }

    private static String text(List<MarginScore> scores) {
        return ReportTable.render(section(scores), 200);
    }

    private static Section section(List<MarginScore> scores) {
        return AnalysisResult.of(new Geometry(), data(DESIGN, scores), Choice.ALL)
                .section();
    }

    private static JsonNode ask(List<MarginScore> scores, Choice choice) {
        return fields(DESIGN, scores, choice);
    }

    private static JsonNode fields(Experiment design, List<MarginScore> scores, Choice choice) {
        return MAPPER.valueToTree(
                AnalysisResult.of(new Geometry(), data(design, scores), choice).fields());
    }

    private static ExperimentData data(Experiment design, List<MarginScore> scores) {
        return ExperimentData.of(
                design,
                ExperimentReportBuilder.scorers(design, scores, List.of(), List.of(), Optional.empty(), List.of()),
                EmbeddedExperiment.embeddings(scores, TEXTS));
    }
}
