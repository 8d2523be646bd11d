package io.steerscope.aggregator.http;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.results.Edited;
import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.MethodsExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.analysis.Analyses;
import io.steerscope.results.analysis.Analysis;
import io.steerscope.results.analysis.ImageCount;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AnalysisRoutesTest {

    private static final String PATH = "api/experiments/toy/analyses";

    private final ApiFixture fixture = new ApiFixture(oneMore());

    private static Analyses oneMore() {
        List<Analysis<?>> all = new ArrayList<>(Analyses.ALL.all());
        all.add(new ImageCount());
        return new Analyses(all);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anAnalysisThatIsInTheListIsAnswered() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());

        // when
        JsonNode list = fixture.json(PATH).path("analyses");
        JsonNode answer = fixture.json(PATH + "/image-count");
        JsonNode withSection = fixture.json(PATH + "/image-count?section=true");

        // then
        assertThat(list.findValuesAsText("id"))
                .containsExactly(
                        "contrasts", "shift", "agreement", "diversity", "geometry", "selection", "image-count");
        assertThat(list.findValuesAsText("kept")).containsOnly("true");
        assertThat(answer.path("complete").booleanValue()).isTrue();
        assertThat(answer.path("image-count").path(ToyExperiment.SCORER).intValue())
                .isEqualTo(ToyExperiment.IMAGES);
        assertThat(answer.has("section")).isFalse();
        assertThat(answer.path("state").path("coverage").path("answered").intValue())
                .isEqualTo(1);
        assertThat(withSection.path("section").path("blocks")).hasSize(3);
    }

    @Test
    void agreementKeepsTheNameOfItsMember() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());
        fixture.topology.scoreAll(
                ToyExperiment.scoresBy("clip-d", ToyExperiment.scores(), score -> 0.5 * score.getMargin()));

        // when
        JsonNode answer = fixture.json(PATH + "/agreement");

        // then
        assertThat(answer.path("comparisons"))
                .hasSize(1)
                .isEqualTo(fixture.json("api/experiments/toy/report").path("comparisons"));
        assertThat(fixture.json(PATH + "/agreement?scorer=clip-d").path("comparisons"))
                .hasSize(1);
    }

    @Test
    void contrastsAreOfTheMethodsThatAreAskedForAndAsTheDocumentSays() throws Exception {
        // given
        Experiment design = MethodsExperiment.design("analogy", "lerp", "shuffled");
        List<MarginScore> scores = MethodsExperiment.scores(design);
        fixture.topology.design(design);
        fixture.topology.scoreAll(scores.subList(0, scores.size() - 3));

        // when
        JsonNode running = fixture.json(PATH + "/contrasts?section=true");

        // then
        assertThat(running.path("contrasts").findValuesAsText("method")).containsExactly("analogy", "lerp");
        assertThat(running.path("contrasts").path(0).path("finished").booleanValue())
                .isFalse();
        assertThat(running.at("/contrasts/1/by_alpha/1.0").has("cs95_two_sided"))
                .isTrue();
        assertThat(running.at("/section/blocks/1/text").textValue()).contains("confidence sequence");
        assertThat(fixture.json(PATH + "/contrasts?method=lerp&against=analogy")
                        .path("contrasts")
                        .findValuesAsText("against"))
                .contains("analogy");
        assertThat(fixture.get(PATH + "/contrasts?against=magic").body())
                .contains("invalid_parameter", "against=magic: one of analogy, lerp, shuffled expected");

        // when
        fixture.topology.scoreAll(scores);

        // then
        await().untilAsserted(() -> {
            JsonNode finished = fixture.json(PATH + "/contrasts").path("contrasts");
            assertThat(finished.path(0).path("finished").booleanValue()).isTrue();
            assertThat(finished)
                    .isEqualTo(fixture.json("api/experiments/toy/report").path("contrasts"));
        });
    }

    @Test
    void whatCannotBeMeantIsRefusedWithWhatMayBe() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());

        // then
        assertThat(fixture.get(PATH + "/image-count?at_least=3").body())
                .contains("invalid_parameter", "only scorer, method, category, alpha, section, at-least expected");
        assertThat(fixture.get(PATH + "/image-count?at-least=x").body())
                .contains("invalid_parameter", "at-least=x: a whole number expected");
        assertThat(fixture.get(PATH + "/image-count?section=maybe").statusCode())
                .isEqualTo(400);
        assertThat(fixture.get(PATH + "/agreement?category=none").statusCode()).isEqualTo(404);
        assertThat(fixture.get(PATH + "/none").body()).contains("unknown_subject", "image-count");
        assertThat(fixture.get("api/experiments/none/analyses").statusCode()).isEqualTo(404);
    }

    @Test
    void anAnswerFollowsTheScores() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores().subList(0, 10));
        assertThat(fixture.json(PATH + "/image-count")
                        .path("image-count")
                        .path(ToyExperiment.SCORER)
                        .intValue())
                .isEqualTo(10);

        // when
        fixture.topology.scoreAll(ToyExperiment.scores());

        // then
        await().untilAsserted(() -> assertThat(fixture.json(PATH + "/image-count")
                        .path("image-count")
                        .path(ToyExperiment.SCORER)
                        .intValue())
                .isEqualTo(ToyExperiment.IMAGES));
    }

    @Test
    void diversityIsAnsweredAndItsFiltersAndParametersCount() throws Exception {
        // given
        Experiment design = EmbeddedExperiment.design();
        fixture.topology.design(design);
        EmbeddedExperiment.texts(design).forEach(fixture.topology::text);
        fixture.topology.scoreAll(EmbeddedExperiment.scores(design));

        // when
        JsonNode all = fixture.json(PATH + "/diversity?section=true");
        JsonNode one = fixture.json(
                        PATH + "/diversity?method=lerp&category=colour&alpha=1.0&condition=target&ridge=0.01")
                .path("diversity");

        // then
        assertThat(all.path("diversity").findValuesAsText("method")).containsExactly("analogy", "lerp");
        assertThat(all.at("/section/blocks/0/text").textValue()).startsWith("Judged by clip-c, analogy moves");
        assertThat(one).hasSize(1);
        assertThat(one.path(0).path("cells")).hasSize(1);
        assertThat(one.path(0).path("items")).hasSize(2 * EmbeddedExperiment.PAIRS);
        assertThat(all.path("diversity").path(0).has("items")).isFalse();
        assertThat(one.path(0)
                        .path("spectrum")
                        .path("colour|1.0")
                        .path("conditional")
                        .fieldNames())
                .toIterable()
                .containsExactly("target|0.01");
        assertThat(fixture.get(PATH + "/diversity?scorer=none").statusCode()).isEqualTo(404);
        assertThat(fixture.get(PATH + "/diversity?ridges=1").body())
                .contains("invalid_parameter", "ridges=1: only scorer, method, category, alpha, section, condition,");
        assertThat(fixture.get(PATH + "/diversity?permutations=1000").body())
                .contains("invalid_parameter", "permutations=1000: a whole number from 0 to 999 expected");
    }

    @Test
    void directionsAreAnsweredAndTheFiltersCount() throws Exception {
        // given
        Experiment design = EmbeddedExperiment.design();
        fixture.topology.design(design);
        EmbeddedExperiment.texts(design).forEach(fixture.topology::text);
        fixture.topology.scoreAll(EmbeddedExperiment.scores(design));

        // when
        JsonNode all = fixture.json(PATH + "/geometry?section=true");
        JsonNode one = fixture.json(PATH + "/geometry?scorer=clip-c&method=lerp&category=colour&alpha=1.0")
                .path("geometry");

        // then
        assertThat(all.path("geometry").findValuesAsText("method")).containsExactly("analogy", "lerp");
        assertThat(all.at("/section/blocks/0/text").textValue()).startsWith("Judged by clip-c, analogy changes images");
        assertThat(one).hasSize(1);
        assertThat(one.path(0).path("cells")).hasSize(1);
        assertThat(one.path(0).at("/cells/0/directional/n").intValue()).isEqualTo(EmbeddedExperiment.PAIRS);
        assertThat(one.path(0).path("geometry").fieldNames()).toIterable().containsExactly("colour");
        assertThat(fixture.get(PATH + "/geometry?alpha=0.7").statusCode()).isEqualTo(404);
        assertThat(fixture.get(PATH + "/geometry?methods=lerp").body()).contains("invalid_parameter");
    }

    @Test
    void theImagesToLookAtAreAnsweredInThreeParts() throws Exception {
        // given
        Experiment design = EmbeddedExperiment.design();
        fixture.topology.design(design);
        EmbeddedExperiment.texts(design).forEach(fixture.topology::text);
        fixture.topology.scoreAll(EmbeddedExperiment.scores(design));

        // when
        JsonNode selection = fixture.json(PATH + "/selection?rule=spread&count=3&category=colour&section=true");
        JsonNode slices = fixture.json(PATH + "/slices?score=margin&min_support=5&nodes=all");
        JsonNode map = fixture.json(PATH + "/map?colour=category&method=lerp");

        // then
        assertThat(selection.path("complete").booleanValue()).isTrue();
        assertThat(selection.at("/selection/0/selection/colour/spread/images")).hasSize(3);
        assertThat(selection.at("/selection/0/selection").fieldNames())
                .toIterable()
                .containsExactly("colour");
        assertThat(selection.at("/section/heading").textValue()).isEqualTo("Pictures to look at");
        assertThat(slices.path("analysis").textValue()).isEqualTo("slices");
        assertThat(slices.at("/slices/0/slices/slices"))
                .hasSize(slices.at("/slices/0/slices/candidates").intValue());
        assertThat(slices.at("/slices/0/rule/min_support").intValue()).isEqualTo(5);
        assertThat(map.at("/map/0/images")).hasSize(2 * EmbeddedExperiment.PAIRS * 2 * 3);
        assertThat(map.at("/map/0/colours")).isEqualTo(map.at("/map/0/category"));
        assertThat(map.at("/map/0/map_pca/coordinates"))
                .hasSize(map.at("/map/0/n").intValue());
        assertThat(fixture.json("api/experiments/toy/report").path("selection"))
                .isEqualTo(fixture.json(PATH + "/selection?by=method&without_prompt=true&rule=top,best-of-pair")
                        .path("selection"));
    }

    @Test
    void aPartRefusesWhatItDoesNotRead() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());

        // then
        assertThat(fixture.get(PATH + "/map?color=margin").body())
                .contains("invalid_parameter", "color=margin: only scorer, method, category, alpha, by, count,");
        assertThat(fixture.get(PATH + "/map?colour=red").statusCode()).isEqualTo(400);
        assertThat(fixture.get(PATH + "/slices?colour=margin").statusCode()).isEqualTo(400);
        assertThat(fixture.get(PATH + "/slices?section=true").statusCode()).isEqualTo(400);
        assertThat(fixture.get(PATH + "/selection?count=0").body())
                .contains("invalid_parameter", "count=0: a whole number from 1 to 100 expected");
        assertThat(fixture.get(PATH + "/selection?category=none").statusCode()).isEqualTo(404);
        assertThat(fixture.get(PATH + "/none").body()).contains("map, selection, shift, slices");
    }

    @Test
    void withoutEmbeddingsAnAnswerSaysSo() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores().stream()
                .map(score -> Edited.without(score, "imageEmbedding"))
                .toList());

        // when
        JsonNode answer = fixture.json(PATH + "/diversity");

        // then
        assertThat(answer.path("kept").booleanValue()).isFalse();
        assertThat(answer.path("remark").textValue()).isEqualTo("no embeddings were kept");
        assertThat(answer.has("diversity")).isFalse();
    }
}
