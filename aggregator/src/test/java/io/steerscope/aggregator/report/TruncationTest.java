package io.steerscope.aggregator.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.ToyExperiment;
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
                .readTree(report.toJson())
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
