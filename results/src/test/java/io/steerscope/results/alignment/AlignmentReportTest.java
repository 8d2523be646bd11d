package io.steerscope.results.alignment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.Edited;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.MarginsCsv;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

class AlignmentReportTest {

    private static final List<MarginScore> SCORES = ImageExperiment.scores(Measure.ALIGNMENT);

    @Test
    void theReportHasNoVerdictNoTestAndNoNumberThatIsNone() throws Exception {
        // when
        String json = ReportJson.write(report(SCORES));

        // then
        assertThat(json).doesNotContain("NaN", "verdict", "p_greater", "p_two_sided", "holm", "success", "cohens_d");
        assertThat(json).doesNotContain("\"margin", "smallest_effect");
        JsonNode experiment = new ObjectMapper().readTree(json).get("experiment");
        assertThat(experiment.get("kind").asText()).isEqualTo("images");
        assertThat(experiment.get("measure").asText()).isEqualTo("alignment");
        assertThat(experiment.get("generator").toString()).isEqualTo("{\"bundle_id\":\"my-diffusers\"}");
    }

    @Test
    void aGroupIsTheMeanOverItemsAndBesideItStandsTheMeanOverImagesOnTheScalesOfOthers() throws Exception {
        // given
        List<MarginScore> scores = new ArrayList<>(SCORES);
        Identity negative = scores.get(0).getIdentity();
        scores.set(0, ImageExperiment.alignment(negative, scores.get(0).getScorerId(), "colour", -0.05));

        // when
        JsonNode colour = method(report(scores)).get("by_category").get("colour");

        // then
        List<MarginScore> own = scores.stream()
                .filter(score -> score.getCategory().equals("colour"))
                .toList();
        double overItems = own.stream()
                .collect(Collectors.groupingBy(
                        score -> List.of(
                                score.getIdentity().getPairId(),
                                score.getIdentity().getAlpha()),
                        Collectors.averagingDouble(MarginScore::getSimTarget)))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        double overImages =
                own.stream().mapToDouble(MarginScore::getSimTarget).average().orElseThrow();
        double hessel = own.stream()
                .mapToDouble(score -> 2.5 * Math.max(0, score.getSimTarget()))
                .average()
                .orElseThrow();
        assertThat(colour.get("n").asLong()).isEqualTo(6);
        assertThat(colour.get("images").asLong()).isEqualTo(own.size());
        assertThat(colour.get("clip").asDouble()).isCloseTo(100 * overItems, offset(1e-12));
        assertThat(colour.get("clamped").asDouble())
                .isEqualTo(colour.get("clip").asDouble());
        assertThat(colour.get("over_images").get("clip").asDouble()).isCloseTo(100 * overImages, offset(1e-12));
        assertThat(colour.get("over_images").get("clamped").asDouble()).isCloseTo(100 * overImages, offset(1e-12));
        assertThat(colour.get("over_images").get("clip_s").asDouble())
                .isCloseTo(hessel, offset(1e-12))
                .isNotCloseTo(2.5 * overImages, offset(1e-3));
        assertThat(colour.get("ci95_t")).hasSize(2);
        assertThat(colour.get("bootstrap95_bca")).hasSize(2);
        assertThat(colour.get("pair_clustered").get("clusters").asLong()).isEqualTo(3);
    }

    @Test
    void aNegativeMeanIsClampedAndTheClipIsNot() throws Exception {
        // given
        List<MarginScore> scores = SCORES.stream()
                .map(score -> ImageExperiment.alignment(
                        score.getIdentity(), score.getScorerId(), score.getCategory(), -score.getSimTarget()))
                .toList();

        // when
        JsonNode overall = method(report(scores)).get("overall");

        // then
        assertThat(overall.get("clip").asDouble()).isNegative();
        assertThat(overall.get("clamped").asDouble()).isZero();
        assertThat(overall.get("over_images").get("clamped").asDouble()).isZero();
        assertThat(overall.get("over_images").get("clip_s").asDouble()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Measure.class)
    void theReportDoesNotDependOnTheOrderOfItsScores(Measure measure) {
        // given
        List<MarginScore> other = new ArrayList<>(ImageExperiment.scores(measure));
        Collections.shuffle(other, new Random(3));

        // then
        assertThat(ReportJson.write(ExperimentReportBuilder.build(ImageExperiment.design(measure), other, List.of())))
                .isEqualTo(ReportJson.write(ExperimentReportBuilder.build(
                        ImageExperiment.design(measure), ImageExperiment.scores(measure), List.of())));
    }

    @Test
    void whatPeopleReadSaysWhatAClipIsAndClaimsNothing() throws Exception {
        // given
        ReportDocument report = report(SCORES);
        StringBuilder html = new StringBuilder();
        ReportHtml.write(report, identity -> Optional.empty(), html);

        // then
        for (String text :
                List.of(ReportMarkdown.render(report), ReportTable.render(report, 120), body(html.toString()))) {
            String plain = text.replaceAll("\\s+", " ");
            assertThat(plain)
                    .contains("no zero that means anything", "compared for the same prompts")
                    .doesNotContain("NaN", "works", "undecided", "Holm", "p<", "p=", "Scheduler", "guidance", "steps");
        }
        assertThat(html.toString())
                .contains("Images from elsewhere", "my-diffusers")
                .doesNotContain("class=\"zero\"");
        assertThat(ReportMarkdown.render(report)).contains("Images from elsewhere", "my-diffusers");
    }

    @Test
    void analysesThatNeedASourcePromptSayInOneSentenceWhyTheyAreAbsent() {
        // when
        String markdown = ReportMarkdown.render(report(SCORES)).replaceAll("\\s+", " ");

        // then
        assertThat(markdown)
                .contains(
                        "What steering moved is said of margins, and images without a source prompt have none.",
                        "A direction leads from a source prompt to its target, and these images have no source prompt.");
    }

    @Test
    void scorersAreComparedByOrderAlone() throws Exception {
        // given
        List<MarginScore> scores = new ArrayList<>(SCORES);
        SCORES.forEach(score -> scores.add(ImageExperiment.alignment(
                score.getIdentity(), "clip-d", score.getCategory(), score.getSimTarget() / 2)));

        // when
        JsonNode comparison = json(report(scores)).get("comparisons").get(0);

        // then
        JsonNode overall = comparison.get("methods").get("analogy").get("overall");
        assertThat(overall.fieldNames()).toIterable().containsExactly("n", "spearman", "kendall_tau_b");
        assertThat(overall.get("spearman").asDouble()).isEqualTo(1.0);
    }

    @Test
    void methodsAreContrastedPromptByPromptThoughTheirImagesShareNoSeed() throws Exception {
        // given
        Experiment design = Edited.with(
                Edited.with(ImageExperiment.design(Measure.ALIGNMENT), "methods", List.of("analogy", "lerp")),
                "expectedJobs",
                2L * SCORES.size());
        List<MarginScore> scores = new ArrayList<>(SCORES);
        SCORES.forEach(score -> scores.add(ImageExperiment.alignment(
                new Identity(
                        score.getIdentity().getExperimentId(),
                        score.getIdentity().getPairId(),
                        "lerp",
                        score.getIdentity().getAlpha(),
                        score.getIdentity().getSeed() + 1),
                score.getScorerId(),
                score.getCategory(),
                score.getSimTarget() + 0.01)));

        // when
        JsonNode contrast = json(ExperimentReportBuilder.build(design, scores, List.of()))
                .get("contrasts")
                .get(0);

        // then
        assertThat(contrast.get("method").asText()).isEqualTo("lerp");
        assertThat(contrast.get("overall").get("n").asLong()).isEqualTo(6);
        assertThat(contrast.get("overall").get("clip").asDouble()).isCloseTo(1.0, offset(1e-9));
        assertThat(contrast.toString()).doesNotContain("\"p_", "holm", "claim");
    }

    @Test
    void aCsvHasAClipAndNoMargin() throws Exception {
        // given
        StringBuilder csv = new StringBuilder();

        // when
        MarginsCsv.write(report(SCORES), csv);

        // then
        assertThat(csv.toString().lines().findFirst())
                .contains("pair_id,category,target,alpha,seed,clip,method,scorer");
        assertThat(csv.toString()).doesNotContain("NaN").contains("a blue car");
        assertThat(csv.toString().lines()).hasSize(1 + SCORES.size());
    }

    @Test
    void marginsOfImagesFromElsewhereHaveVerdictsAndSayWhatTheirItemsAre() throws Exception {
        // given
        ReportDocument report = ExperimentReportBuilder.build(
                ImageExperiment.design(Measure.MARGIN), ImageExperiment.scores(Measure.MARGIN), List.of());

        // when
        JsonNode method = method(report);

        // then
        assertThat(method.get("unit").asText())
                .isEqualTo("(pair, alpha): mean over its own images; every item with a scored image counts");
        assertThat(method.get("verdicts")).isNotNull();
        assertThat(method.get("overall").get("n").asLong()).isEqualTo(12);
        assertThat(ReportMarkdown.render(report))
                .contains("Images from elsewhere")
                .doesNotContain("guidance");
    }

    private static String body(String html) {
        return html.substring(html.indexOf("</style>")).replaceAll("<[^>]*>", " ");
    }

    private static ReportDocument report(List<MarginScore> scores) {
        return ExperimentReportBuilder.build(ImageExperiment.design(Measure.ALIGNMENT), scores, List.of());
    }

    private static JsonNode json(ReportDocument report) throws Exception {
        return new ObjectMapper().readTree(ReportJson.write(report));
    }

    private static JsonNode method(ReportDocument report) throws Exception {
        return json(report).get("scorers").get(0).get("methods").get("analogy");
    }
}
