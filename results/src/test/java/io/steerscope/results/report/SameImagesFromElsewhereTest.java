package io.steerscope.results.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import io.steerscope.results.Edited;
import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;

class SameImagesFromElsewhereTest {

    private static final Experiment JOBS = EmbeddedExperiment.design("source");
    private static final Experiment IMAGES = Edited.with(Edited.with(JOBS, "kind", "images"), "seeds", List.of());

    @Test
    void theImagesOfACompleteDesignHaveTheSameFiguresAndVerdictsWhenTheyAreIngested() throws Exception {
        // given
        List<MarginScore> scores = EmbeddedExperiment.scores(JOBS);

        // when
        JsonNode jobs = json(JOBS, scores);
        JsonNode images = json(IMAGES, scores);

        // then
        for (String member : List.of("contrasts", "shift", "diversity", "geometry", "comparisons")) {
            assertThat(images.get(member)).as(member).isNotNull();
        }
        assertThat(withoutUnits(images.get("scorers"))).isEqualTo(withoutUnits(jobs.get("scorers")));
        assertThat(images.get("diversity")).isEqualTo(jobs.get("diversity"));
        assertThat(images.get("geometry")).isEqualTo(jobs.get("geometry"));
        assertThat(images.get("contrasts")).isEqualTo(jobs.get("contrasts"));
        assertThat(images.get("shift")).isEqualTo(jobs.get("shift"));
    }

    @Test
    void anItemThatLacksAnImageStillCountsInDiversity() throws Exception {
        // given
        List<MarginScore> scores = new ArrayList<>(EmbeddedExperiment.scores(JOBS));
        scores.removeIf(score -> score.getIdentity().getSeed() == 0L
                && score.getIdentity().getPairId().equals("c0-p0"));

        // when
        long jobs = items(json(JOBS, scores));
        long images = items(json(IMAGES, scores));

        // then
        assertThat(images).isGreaterThan(jobs);
    }

    private static long items(JsonNode report) {
        return report.get("diversity")
                .get(0)
                .get("cells")
                .get(0)
                .get("seed_diversity")
                .get("n")
                .asLong();
    }

    private static JsonNode withoutUnits(JsonNode scorers) {
        scorers.findParents("unit").forEach(parent -> ((ObjectNode) parent).remove("unit"));
        return scorers;
    }

    private static JsonNode json(Experiment design, List<MarginScore> scores) throws Exception {
        return new ObjectMapper()
                .readTree(ReportJson.write(ExperimentReportBuilder.build(
                        design,
                        scores,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        EmbeddedExperiment.embeddings(scores, EmbeddedExperiment.texts(JOBS)))));
    }
}
