package io.steerscope.aggregator.http;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.query.ExperimentLooks;
import io.steerscope.aggregator.topology.StoppedScores;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionRoutesTest {

    private static final String PATH = "api/experiments/toy/decisions";
    private static final Experiment DESIGN = StoppedScores.design();
    private static final List<MarginScore> SCORES = StoppedScores.scores(DESIGN, ToyExperiment.SCORER);

    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aDesignThatStopsNothingHasNoCells() throws Exception {
        // when
        JsonNode answer = fixture.json(PATH);

        // then
        assertThat(answer.path("cells")).isEmpty();
        assertThat(answer.has("rule")).isFalse();
    }

    @Test
    void anUndecidedCellSaysHowFarTheLookIsAndWhatItWaitsFor() throws Exception {
        // given the items of places 0 and 2, and a failure at place 1
        fixture.topology.design(DESIGN);
        SCORES.stream()
                .filter(score -> score.getPlace() == 0 || score.getPlace() == 2)
                .forEach(fixture.topology::score);
        ToyExperiment.SEEDS.forEach(seed -> fixture.topology.fail(
                StoppedScores.failure(StoppedScores.score(1, 0, 0.5, seed, ToyExperiment.SCORER), false)));

        // when
        JsonNode answer = fixture.json(PATH);

        // then
        assertThat(answer.path("rule").path("cell_level").doubleValue()).isEqualTo(0.9875);
        JsonNode first = answer.path("cells").get(0);
        assertThat(first.path("category").textValue()).isEqualTo(StoppedScores.COLOUR);
        assertThat(first.path("alpha").doubleValue()).isEqualTo(0.5);
        assertThat(first.path("outcome").textValue()).isEqualTo("undecided");
        assertThat(first.path("looked").intValue()).isEqualTo(3);
        assertThat(first.path("items").intValue()).isEqualTo(2);
        assertThat(first.path("passed_over").intValue()).isEqualTo(1);
        assertThat(first.path("waiting_for").intValue()).isEqualTo(3);
        assertThat(first.path("mean").doubleValue()).isBetween(0.1, 0.3);
        assertThat(answer.path("cells").get(1).path("waiting_for").intValue()).isEqualTo(1);
    }

    @Test
    void aDecisionStandsAndWhatCorrectedScoresSayStandsBesideIt() throws Exception {
        // given
        fixture.topology.design(DESIGN).scoreAll(SCORES);
        List<Decision> decisions = new ExperimentLooks(DESIGN, System::nanoTime).look(fixture.topology, cell -> false);
        decisions.forEach(fixture.topology::decide);

        // when
        JsonNode decided = fixture.json(PATH + "?scorer=clip-c").path("cells");

        // then
        assertThat(decided).hasSize(4);
        assertThat(decided.findValuesAsText("outcome"))
                .containsExactlyInAnyOrder("works", "works", "does not", "does not");
        assertThat(decided.findValues("now")).isEmpty();
        assertThat(decided.findValues("stopped")).allMatch(JsonNode::booleanValue);
        assertThat(fixture.json("api/experiments/toy").path("cells_decided").intValue())
                .isEqualTo(4);

        // when
        SCORES.forEach(score -> fixture.topology.score(
                Edited.with(ToyExperiment.corrected(score, -score.getMargin()), "place", score.getPlace())));

        // then
        JsonNode corrected = fixture.json(PATH).path("cells").get(0);
        assertThat(corrected.path("outcome").textValue()).isEqualTo("works");
        assertThat(corrected.path("now").path("outcome").textValue()).isEqualTo("does not");
    }

    @Test
    void aScorerThatDoesNotDecideIsUnknown() throws Exception {
        // given
        fixture.topology.design(DESIGN);

        // then
        assertThat(fixture.get(PATH + "?scorer=clip-d").statusCode()).isEqualTo(404);
    }
}
