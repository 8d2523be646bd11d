package io.steerscope.aggregator.http;

import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.Experiment;

import static org.assertj.core.api.Assertions.assertThat;

class CompareRoutesTest {

    private static final String PATH = "api/experiments/other/minus/toy";

    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void theExperimentLessTheOtherIsAnsweredWithItsSections() throws Exception {
        // given
        scoreBoth();

        // when
        JsonNode answer = fixture.json(PATH + "?images=2&section=true");

        // then
        assertThat(answer.path("format").textValue()).isEqualTo("steerscope-comparison/1");
        assertThat(answer.at("/a/name").textValue()).isEqualTo("toy");
        assertThat(answer.at("/b/name").textValue()).isEqualTo("other");
        assertThat(answer.at("/contrasts/0/margins/pairs").intValue()).isEqualTo(2 * ToyExperiment.PAIRS);
        assertThat(answer.path("images")).hasSize(2);
        assertThat(answer.path("sections").findValuesAsText("id")).containsExactly("design", "contrasts", "images");
        assertThat(answer.path("sections").findValuesAsText("experiment_id"))
                .containsExactly("toy", "other", "toy", "other");
        assertThat(answer.has("state")).isTrue();
        assertThat(fixture.json(PATH).has("sections")).isFalse();
    }

    @Test
    void whatCannotBeAnsweredIsNamed() throws Exception {
        // given
        scoreBoth();

        // then
        refused(PATH + "?methd=analogy", 400, "methd");
        refused(PATH + "?images=many", 400, "images");
        refused(PATH + "?method=lerp", 400, "other has no method lerp");
        refused("api/experiments/toy/minus/toy", 400, "another experiment than toy");
        refused("api/experiments/toy/minus/none", 404, "none");
    }

    private void refused(String path, int status, String named) throws Exception {
        HttpResponse<String> response = fixture.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(named);
    }

    private void scoreBoth() {
        Experiment other = ToyExperiment.design("other");
        fixture.topology.design(other);
        fixture.topology.scoreAll(ToyExperiment.scores());
        fixture.topology.scoreAll(ToyExperiment.scores(other));
    }
}
