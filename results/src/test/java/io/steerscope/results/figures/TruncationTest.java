package io.steerscope.results.figures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;

class TruncationTest {

    @Test
    void cutPromptsAreCountedByTextImageAndCategory() throws IOException {
        // given
        ReportDocument report = reportWithCutPrompts();
        StringBuilder html = new StringBuilder();

        // when
        JsonNode cut = new ObjectMapper()
                .readTree(ReportJson.write(report))
                .path("scorers")
                .path(0)
                .path("truncated_prompts");
        String table = ReportTable.render(report, 100);
        ReportHtml.write(report, identity -> Optional.empty(), html);

        // then
        assertThat(cut.toString())
                .isEqualTo("{\"images\":3,\"source\":2,\"target\":2,\"source_texts\":1,\"target_texts\":2,"
                        + "\"images_by_category\":{\"colour\":2,\"size / count\":1}}");
        assertThat(table.replaceAll("\\s+", " "))
                .contains(
                        "The scorer's tokenizer cut 1 source prompt and 2 target prompts: 3 images judged by the beginning"
                                + " of a prompt alone (colour 2, size / count 1).");
        assertThat(html.toString()).contains("3 images judged by the beginning of a prompt alone (colour 2, size");
    }

    @Test
    void nothingCutIsSaidInThePageAndNotInTheTable() throws IOException {
        // given
        ReportDocument report =
                ExperimentReportBuilder.build(ToyExperiment.design(), ToyExperiment.scores(), List.of());
        StringBuilder html = new StringBuilder();

        // when
        ReportHtml.write(report, identity -> Optional.empty(), html);

        // then
        assertThat(html.toString()).contains("No prompt was cut");
        assertThat(ReportTable.render(report, 100)).doesNotContain("tokenizer");
    }

    @Test
    void whatTheGeneratorCutIsCountedByTextImageAndCategory() throws IOException {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        List<ImageSummary> images =
                new ArrayList<>(scores.stream().map(ToyExperiment::summary).toList());
        cut(images.get(0), "a long source", "a long exemplar").put("sourceTruncated", true);
        cut(images.get(1), "a long exemplar");
        cut(images.get(images.size() - 1), "a long exemplar");
        ImageSummary outside = ToyExperiment.summary(scores.get(0));
        outside.getIdentity().put("seed", 99L);
        images.add(cut(outside, "a prompt of no image of the design"));
        ReportDocument report =
                ExperimentReportBuilder.build(ToyExperiment.design(), ToyExperiment.scores(), List.of(), images);
        StringBuilder html = new StringBuilder();

        // when
        ReportHtml.write(report, identity -> Optional.empty(), html);

        // then
        String sentence = "The generator's tokenizer cut 2 prompts: 3 images made from the beginning of a prompt alone"
                + " (colour 2, size / count 1), 1 from that of the source prompt.";
        assertThat(new ObjectMapper()
                        .readTree(ReportJson.write(report))
                        .path("generator_truncated_prompts")
                        .toString())
                .isEqualTo("{\"images\":3,\"source\":1,\"texts\":2,"
                        + "\"images_by_category\":{\"colour\":2,\"size / count\":1}}");
        assertThat(html.toString()).contains(sentence.replace("'", "&#39;"));
        assertThat(ReportMarkdown.render(report)).contains(sentence);
        assertThat(ReportTable.render(report, 100).replaceAll("\\s+", " ")).contains(sentence);
    }

    @Test
    void aGeneratorThatCutNothingIsSaidToHaveCutNothing() throws IOException {
        // given
        List<ImageSummary> images =
                ToyExperiment.scores().stream().map(ToyExperiment::summary).toList();

        // when
        ReportDocument report =
                ExperimentReportBuilder.build(ToyExperiment.design(), ToyExperiment.scores(), List.of(), images);

        // then
        assertThat(new ObjectMapper()
                        .readTree(ReportJson.write(report))
                        .path("generator_truncated_prompts")
                        .toString())
                .isEqualTo("{\"images\":0,\"source\":0,\"texts\":0,\"images_by_category\":{}}");
        assertThat(ReportMarkdown.render(report)).contains("No prompt was cut by the generator's tokenizer.");
        assertThat(ReportTable.render(report, 100)).doesNotContain("generator's tokenizer");
    }

    @Test
    void whereTheSummaryOfAScoredImageIsMissingNothingIsSaidOfTheGenerator() {
        // given
        List<ImageSummary> allButOne = ToyExperiment.scores().stream()
                .skip(1)
                .map(ToyExperiment::summary)
                .toList();

        for (List<ImageSummary> images : List.of(List.<ImageSummary>of(), allButOne)) {
            // when
            ReportDocument report =
                    ExperimentReportBuilder.build(ToyExperiment.design(), ToyExperiment.scores(), List.of(), images);

            // then
            assertThat(ReportJson.write(report)).doesNotContain("generator_truncated_prompts");
            assertThat(ReportMarkdown.render(report)).doesNotContain("generator's tokenizer");
        }
    }

    private static ImageSummary cut(ImageSummary image, String... prompts) {
        image.put("truncatedPrompts", List.of(prompts));
        return image;
    }

    private static ReportDocument reportWithCutPrompts() {
        List<MarginScore> scores = ToyExperiment.scores();
        MarginScore last = scores.get(scores.size() - 1);
        scores.get(0).put("sourceTruncated", true);
        scores.get(1).put("sourceTruncated", true);
        scores.get(1).put("targetTruncated", true);
        last.put("targetTruncated", true);
        last.put("target", "another target");
        return ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of());
    }
}
