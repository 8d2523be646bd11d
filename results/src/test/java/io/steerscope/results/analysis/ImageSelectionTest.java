package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.Edited;
import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.choosing.ChoosingFields;
import io.steerscope.results.document.ImageStrip;
import io.steerscope.results.document.Section;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.statistics.choosing.CandidateImage;
import io.steerscope.statistics.choosing.ChoosingResult;
import io.steerscope.statistics.choosing.ChoosingSettings;
import io.steerscope.statistics.choosing.ImageChoice;
import io.steerscope.statistics.choosing.SelectionRule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ImageSelectionTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Experiment DESIGN = EmbeddedExperiment.design();
    private static final List<MarginScore> SCORES = EmbeddedExperiment.scores(DESIGN);
    private static final List<TextEmbedding> TEXTS = EmbeddedExperiment.texts(DESIGN);
    private static final int STEERED = 2 * 2 * EmbeddedExperiment.PAIRS * 2 * 3;

    @Test
    void theSteeredImagesOfAllMethodsAreChosenAmongAsATableOfThemIs() {
        // given
        ChoosingResult expected = ImageChoice.of(
                steered().stream().map(ImageSelectionTest::candidate).toList(), settings(SelectionRule.values()));

        // when
        JsonNode selection = ask(SCORES, Map.of("rule", "top,spread,clusters,best-of-pair"));
        JsonNode slices = part(SCORES, "slices", Map.of(), Map.of("nodes", "all"));
        JsonNode map = part(SCORES, "map", Map.of(), Map.of());

        // then
        assertThat(selection.path("n").intValue()).isEqualTo(STEERED);
        assertThat(selection.path("selection")).isEqualTo(json(ChoosingFields.selection(expected)));
        assertThat(slices.path("slices").path("slices"))
                .isEqualTo(json(ChoosingFields.slices(expected)).path("slices"));
        assertThat(slices.at("/slices/candidates").intValue()).isPositive();
        assertThat(map.path("map_pca")).isEqualTo(json(ChoosingFields.map(expected)));
        assertThat(map.path("levels")).isEqualTo(json(ChoosingFields.levels(expected)));
        assertThat(map.path("images"))
                .hasSize(STEERED)
                .isEqualTo(
                        json(expected.images().stream().map(CandidateImage::key).toList()));
    }

    @Test
    void theOrderOfTheScoresDoesNotMatter() {
        // given
        List<MarginScore> shuffled = new ArrayList<>(SCORES);
        Collections.shuffle(shuffled, new Random(3));

        // then
        for (String score : List.of("margin", "directional")) {
            assertThat(ask(shuffled, Map.of("score", score))).isEqualTo(ask(SCORES, Map.of("score", score)));
            assertThat(part(shuffled, "map", Map.of("score", score), Map.of()))
                    .isEqualTo(part(SCORES, "map", Map.of("score", score), Map.of()));
        }
    }

    @Test
    void aReportHoldsNoMembersAndNoMapButSaysOfEveryNamedImageWhatItIs() {
        // when
        JsonNode report = fields(new ImageSelection(), SCORES, new ImageSelection().reported());

        // then
        assertThat(report.findValues("members")).isEmpty();
        assertThat(report.has("map_pca")).isFalse();
        report.findValues("images")
                .forEach(keys -> keys.forEach(key ->
                        assertThat(report.path("pictures").has(key.textValue())).isTrue()));
        JsonNode first = report.at("/selection/colour/top/images/0");
        JsonNode picture = report.path("pictures").path(first.textValue());
        assertThat(picture.path("category").textValue()).isEqualTo("colour");
        assertThat(first.textValue())
                .isEqualTo("%s/%s/%s"
                        .formatted(picture.path("pair_id").textValue(), picture.path("alpha"), picture.path("seed")));
        assertThat(picture.path("method").textValue()).isEqualTo("analogy");
        assertThat(report.at("/rule/level").doubleValue()).isEqualTo(0.05);
    }

    @Test
    void oneMethodCategoryOrAlphaIsChosenAmongWhereItIsAskedFor() {
        // when
        JsonNode lerp = fields(new ImageSelection(), SCORES, new Choice(null, "lerp", "colour", 1.0, Map.of()));

        // then
        assertThat(lerp.path("methods")).hasSize(1);
        assertThat(lerp.path("n").intValue()).isEqualTo(EmbeddedExperiment.PAIRS * 3);
        assertThat(lerp.path("selection").fieldNames()).toIterable().containsExactly("colour");
        assertThat(lerp.at("/selection/colour/spread/images/0").textValue()).matches(".*/1\\.0/[012]");
    }

    @Test
    void directionalIsTheCosineOfTheChangeAndTheDirectionOfThePrompts() {
        // when
        JsonNode map = part(SCORES, "map", Map.of("score", "directional"), Map.of("colour", "score"));

        // then
        JsonNode geometry = MAPPER.valueToTree(AnalysisResult.of(
                        new Geometry(), data(DESIGN, SCORES), new Choice(null, "lerp", "colour", null, Map.of()))
                .fields());
        double sum = 0.0;
        int n = 0;
        for (int i = 0; i < map.path("images").size(); i++) {
            if (map.at("/method/" + i).textValue().equals("lerp")
                    && map.at("/category/" + i).textValue().equals("colour")
                    && map.at("/alpha/" + i).doubleValue() == 1.0) {
                sum += map.at("/scores/" + i).doubleValue();
                n++;
            }
        }
        double expected = 0.0;
        for (JsonNode cell : geometry.path(0).path("cells")) {
            if (cell.path("alpha").doubleValue() == 1.0) {
                expected = cell.at("/directional/mean").doubleValue();
            }
        }
        assertThat(sum / n).isEqualTo(expected, within(1e-12));
        assertThat(map.path("colours")).isEqualTo(map.path("scores"));
    }

    @Test
    void withoutPromptTheHierarchyIsOfWhatIsLeft() {
        // when
        JsonNode plain = part(SCORES, "map", Map.of(), Map.of());
        JsonNode without = part(SCORES, "map", Map.of("without_prompt", "true"), Map.of());

        // then
        assertThat(without.path("hierarchy").textValue()).isEqualTo("without prompts");
        assertThat(without.path("levels")).isNotEqualTo(plain.path("levels"));
        assertThat(without.path("map_pca")).isEqualTo(plain.path("map_pca"));
    }

    @Test
    void whatIsLeftOutIsCountedAndNothingAtAllIsSaid() {
        // given
        List<MarginScore> some = SCORES.stream()
                .map(score ->
                        score.getIdentity().getPairId().endsWith("p0") ? Edited.without(score, "embedding") : score)
                .toList();
        List<MarginScore> unsteered = SCORES.stream()
                .filter(score -> score.getIdentity().getMethod().equals("source"))
                .toList();

        // then
        assertThat(ask(some, Map.of()).path("images_without_embedding").intValue())
                .isEqualTo(STEERED / EmbeddedExperiment.PAIRS);
        assertThat(ask(unsteered, Map.of()).path("remark").textValue()).isEqualTo("No image is scored yet.");
        assertThat(ask(unsteered, Map.of()).path("n").intValue()).isZero();
        assertThat(text(unsteered)).contains("Pictures to look at", "No image is scored yet.");
    }

    @Test
    void withoutUnsteeredImagesNothingIsDirectional() {
        // given
        List<MarginScore> steered = steered();

        // when
        JsonNode found = ask(steered, Map.of("score", "directional"));

        // then
        assertThat(found.path("remark").textValue()).startsWith("No image has a score directional: it needs");
    }

    @Test
    void aReportOfAnExperimentWithoutEmbeddingsSaysThatNoneWereKept() {
        // given
        List<MarginScore> without =
                SCORES.stream().map(score -> Edited.without(score, "embedding")).toList();

        // when
        ReportDocument report = ExperimentReportBuilder.build(DESIGN, without, List.of());

        // then
        assertThat(ReportTable.render(report, 100)).contains("Pictures to look at", "No embeddings were kept.");
        assertThat(report.analyses()).noneMatch(result -> result.analysis().id().equals("selection"));
    }

    @Test
    void alignmentsAreScoredByClipAlone() {
        // given
        Random random = new Random(5);
        List<MarginScore> scores = ImageExperiment.scores(Measure.ALIGNMENT).stream()
                .map(score -> Edited.with(score, "embedding", EmbeddingBytes.unit(vector(random))))
                .toList();
        ExperimentData data = data(ImageExperiment.design(Measure.ALIGNMENT), scores);

        // when
        JsonNode found = MAPPER.valueToTree(AnalysisResult.of(new ImageSelection(), data, Choice.ALL)
                        .fields())
                .path(0);

        // then
        assertThat(found.path("score").textValue()).isEqualTo("clip");
        assertThat(found.path("n").intValue()).isEqualTo(scores.size());
        found.path("pictures").forEach(picture -> {
            assertThat(picture.path("margin").isNull()).isTrue();
            assertThat(picture.path("score").doubleValue()).isBetween(15.0, 40.0);
        });
        assertThatThrownBy(() -> AnalysisResult.of(
                        new ImageSelection(), data, new Choice(null, null, null, null, Map.of("score", "margin"))))
                .hasMessage("score=margin: clip expected, as these images have no source prompt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "score; beauty; score=beauty: one of margin, clip, directional expected",
                "rule; best; rule=best: one of top, spread, clusters, best-of-pair, or several of them expected",
                "count; 0; count=0: a whole number from 1 to 100 expected",
                "weight; 2; weight=2: a number from 0 to 1 expected",
                "levels; 2,x; levels=2,x: a whole number from 1 to 1000 expected",
                "min_support; 1; min_support=1: a whole number from 2 to 1000000 expected",
                "min_lift; -1; min_lift=-1: a number of at least 0 expected",
                "without_prompt; yes; without_prompt=yes: one of false, true expected",
                "reference; none; reference=none: one of all, category, parent expected"
            })
    void whatCannotBeMeantIsRefusedInOneLine(String name, String value, String line) {
        assertThatThrownBy(() -> ask(SCORES, Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(line);
    }

    @Test
    void aSectionShowsTheBestOfEachCategoryAndHowItIsTested() {
        // when
        Section section = AnalysisResult.of(new ImageSelection(), data(DESIGN, SCORES), new ImageSelection().reported())
                .section();

        // then
        List<ImageStrip> strips = section.blocks().stream()
                .filter(ImageStrip.class::isInstance)
                .map(ImageStrip.class::cast)
                .filter(strip -> strip.name().startsWith("Best of"))
                .toList();
        assertThat(strips)
                .extracting(ImageStrip::name)
                .containsExactly(
                        "Best of colour, best-of-pair",
                        "Best of size / count, best-of-pair",
                        "Best of colour, best-of-pair",
                        "Best of size / count, best-of-pair");
        assertThat(strips).allSatisfy(strip -> assertThat(strip.pictures()).hasSize(5));
        assertThat(text(SCORES))
                .contains("Images are scored by margin and grouped by pair", "Benjamini-Hochberg at 5", "n = 120");
    }

    @Test
    void aReportChoosesAmongTheImagesOfEachMethodByItself() {
        // when
        JsonNode found =
                json(AnalysisResult.of(new ImageSelection(), data(DESIGN, SCORES), new ImageSelection().reported())
                        .fields());

        // then
        assertThat(found.findValues("methods")).hasSize(2);
        assertThat(found.at("/0/methods/0").textValue()).isEqualTo("analogy");
        assertThat(found.at("/1/methods/0").textValue()).isEqualTo("lerp");
        assertThat(found.at("/1/n").intValue()).isEqualTo(STEERED / 2);
        assertThat(found.at("/1/hierarchy").textValue()).isEqualTo("without prompts");
    }

    @Test
    void aFurtherPartHasItsOwnParametersAlone() {
        assertThat(new ImageSelection().parts()).isEqualTo(Map.of("slices", Set.of("nodes"), "map", Set.of("colour")));
        assertThatThrownBy(() -> part(SCORES, "map", Map.of(), Map.of("colour", "red")))
                .hasMessage("colour=red: one of score, margin, clip, category, slice, seed expected");
        assertThatThrownBy(() -> part(SCORES, "slices", Map.of(), Map.of("nodes", "none")))
                .hasMessage("nodes=none: one of reported, all expected");
    }

    private static ChoosingSettings settings(SelectionRule... rules) {
        ChoosingSettings usual = ChoosingSettings.USUAL;
        return new ChoosingSettings(
                usual.levels(), usual.slices(), Set.of(rules), usual.count(), usual.weight(), usual.duplicate());
    }

    private static List<MarginScore> steered() {
        return SCORES.stream()
                .filter(score ->
                        Set.of("analogy", "lerp").contains(score.getIdentity().getMethod()))
                .filter(score -> score.getIdentity().getAlpha() > 0.0)
                .sorted((one, other) -> key(one).compareTo(key(other)))
                .toList();
    }

    /** As a table of the steered images has it. */
    private static CandidateImage candidate(MarginScore score) {
        Identity identity = score.getIdentity();
        Map<String, String> facts = new HashMap<>();
        facts.put("alpha", Double.toString(identity.getAlpha()));
        facts.put("method", identity.getMethod());
        return new CandidateImage(
                key(score),
                score.getCategory(),
                identity.getPairId(),
                score.getMargin(),
                facts,
                score.getTarget(),
                EmbeddingBytes.vector(score.getEmbedding()));
    }

    private static String key(MarginScore score) {
        Identity identity = score.getIdentity();
        return identity.getPairId() + "/" + identity.getAlpha() + "/" + identity.getSeed() + "/" + identity.getMethod();
    }

    private static float[] vector(Random random) {
        float[] vector = new float[8];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (0.5 + random.nextGaussian());
        }
        return vector;
    }

    private static JsonNode ask(List<MarginScore> scores, Map<String, String> parameters) {
        return fields(new ImageSelection(), scores, new Choice(null, null, null, null, parameters));
    }

    private static <R> JsonNode fields(Analysis<R> analysis, List<MarginScore> scores, Choice choice) {
        return json(AnalysisResult.of(analysis, data(DESIGN, scores), choice).fields())
                .path(0);
    }

    private static JsonNode part(
            List<MarginScore> scores, String name, Map<String, String> parameters, Map<String, String> ofPart) {
        Choice choice = new Choice(null, null, null, null, parameters);
        return json(AnalysisResult.of(new ImageSelection(), data(DESIGN, scores), choice)
                        .part(name, ofPart))
                .path(0);
    }

    private static JsonNode json(Object fields) {
        return MAPPER.valueToTree(fields);
    }

    private static String text(List<MarginScore> scores) {
        return ReportTable.render(
                AnalysisResult.of(new ImageSelection(), data(DESIGN, scores), Choice.ALL)
                        .section(),
                200);
    }

    private static ExperimentData data(Experiment design, List<MarginScore> scores) {
        return ExperimentData.of(
                design,
                ExperimentReportBuilder.scorers(design, scores, List.of(), List.of(), Optional.empty(), List.of()),
                EmbeddedExperiment.embeddings(scores, TEXTS));
    }
}
