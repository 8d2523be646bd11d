package io.steerscope.aggregator.http;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.steerscope.aggregator.query.ExperimentLooks;
import io.steerscope.aggregator.topology.StoppedScores;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.interactivequeries.StateUnavailableException.Reason;
import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.MethodsExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the description of the interface against its routes and its answers. */
class OpenApiTest {

    private final ApiFixture fixture = new ApiFixture();
    private JsonNode description;

    @BeforeEach
    void read() throws Exception {
        fixture.topology.scoreAll(
                ToyExperiment.scores().subList(1, ToyExperiment.scores().size()));
        fixture.topology.fail(
                ToyExperiment.failure(ToyExperiment.scores().get(0).getIdentity(), null));
        fixture.topology.scoreAll(
                ToyExperiment.scoresBy(
                                "clip-d", ToyExperiment.scores().subList(0, 20), score -> 0.5 * score.getMargin())
                        .stream()
                        .map(score -> ToyExperiment.withTokens(
                                score, score.getIdentity().getPairId().equals("c0-p0"), 1, 0))
                        .toList());
        fixture.topology.design(ToyExperiment.design("other"));
        fixture.topology.scoreAll(ToyExperiment.scores(ToyExperiment.design("other")));
        description = fixture.json("openapi.json");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        // then
        assertThat(names(description.path("paths")))
                .containsExactlyInAnyOrderElementsOf(
                        fixture.api.routes(() -> "").keySet())
                .hasSizeGreaterThan(9);
    }

    @Test
    void everyReferenceHasItsTarget() {
        // then
        assertThat(description.findValuesAsText("$ref")).hasSizeGreaterThan(30).allSatisfy(reference -> assertThat(
                        description.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everyDescribedPathAnswersAsItsSchemaSays() throws Exception {
        for (String path : names(description.path("paths"))) {
            if (path.endsWith("/events")) {
                continue;
            }
            // when
            HttpResponse<String> response = fixture.get(filled(path));

            // then
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            JsonNode content = description
                    .path("paths")
                    .path(path)
                    .path("get")
                    .path("responses")
                    .path("200")
                    .path("content");
            String type =
                    response.headers().firstValue("Content-Type").orElseThrow().split(";")[0];
            assertThat(names(content)).as(path).contains(type).allMatch(name -> name.startsWith(kind(type)));
            if (type.equals("application/json")) {
                assertThat(problems(content.path(type).path("schema"), ApiFixture.parse(response.body())))
                        .as(path)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Measure.class)
    void imagesFromElsewhereAreDescribedWithTheirMarginsAndWithoutAny(Measure measure) throws Exception {
        // given
        List<MarginScore> scores = ImageExperiment.scores(measure);
        try (ApiFixture images = new ApiFixture()) {
            images.topology.design(ImageExperiment.design(measure)).scoreAll(scores);
            scores.forEach(score -> images.topology.image(ImageExperiment.summary(score)));
            scores.forEach(score -> images.topology.score(
                    measure == Measure.ALIGNMENT
                            ? ImageExperiment.alignment(
                                    score.getIdentity(), "clip-d", score.getCategory(), score.getSimTarget() / 2)
                            : ToyExperiment.score(
                                    score.getIdentity(), "clip-d", score.getCategory(), score.getMargin() / 2)));
            Identity image = scores.get(0).getIdentity();
            Map<String, String> answers = new LinkedHashMap<>();
            answers.put("api/experiments/toy/statistics", "StatisticsAnswer");
            answers.put("api/experiments/toy", "ExperimentAnswer");
            answers.put("api/experiments/toy/items?sort=clip", "ItemPage");
            answers.put("api/experiments/toy/distributions", "DistributionsAnswer");
            answers.put("api/experiments/toy/course", "CourseAnswer");
            answers.put("api/experiments/toy/report", "Report");
            answers.put("api/experiments/toy/analyses", "AnalysesAnswer");
            answers.put("api/experiments/toy/analyses/agreement?section=true", "AnalysisAnswer");
            answers.put("api/experiments/toy/analyses/geometry", "AnalysisAnswer");
            answers.put(
                    "api/experiments/toy/images/%s/%s/%s/%s"
                            .formatted(image.getPairId(), image.getMethod(), image.getAlpha(), image.getSeed()),
                    "ImageAnswer");
            for (Map.Entry<String, String> answer : answers.entrySet()) {
                // when
                String json = images.get(answer.getKey()).body();

                // then
                assertThat(problems(component(answer.getValue()), ApiFixture.parse(json)))
                        .as(answer.getKey())
                        .isEmpty();
                assertThat(json).as(answer.getKey()).doesNotContain("NaN");
                if (measure == Measure.ALIGNMENT) {
                    assertThat(json)
                            .as(answer.getKey())
                            .doesNotContain("\"margin\"", "verdict", "p_greater", "\"sim_source\"", "\"source\": \"");
                }
            }
        }
    }

    @Test
    void contrastsAreDescribedWhileAnExperimentRunsAndAtItsEnd() throws Exception {
        // given
        Experiment design = MethodsExperiment.design("lerp", "shuffled");
        List<MarginScore> scores = MethodsExperiment.scores(design);

        try (ApiFixture several = new ApiFixture()) {
            several.topology.design(design);
            for (int scored : new int[] {scores.size() - 1, scores.size()}) {
                // when
                several.topology.scoreAll(scores.subList(0, scored));
                JsonNode report = several.json("api/experiments/toy/report");

                // then
                assertThat(report.path("contrasts")).hasSize(1);
                assertThat(problems(component("Report"), report)).isEmpty();
            }
        }
    }

    @Test
    void diversityIsDescribedWhileAnExperimentRunsAndAtItsEnd() throws Exception {
        // given
        Experiment design = EmbeddedExperiment.design();
        List<MarginScore> scores = EmbeddedExperiment.scores(design);

        for (int scored : new int[] {1, scores.size() - 1, scores.size()}) {
            try (ApiFixture embedded = new ApiFixture()) {
                embedded.topology.design(design).scoreAll(scores.subList(0, scored));
                EmbeddedExperiment.texts(design).forEach(embedded.topology::text);

                // when
                JsonNode answer = embedded.json("api/experiments/toy/analyses/diversity");
                JsonNode ofCategory = embedded.json("api/experiments/toy/analyses/diversity?category=colour");

                // then
                assertThat(answer.path("diversity")).hasSize(2);
                assertThat(problems(component("AnalysisAnswer"), answer)).isEmpty();
                assertThat(problems(component("AnalysisAnswer"), ofCategory)).isEmpty();
                assertThat(problems(component("Report"), embedded.json("api/experiments/toy/report")))
                        .isEmpty();
            }
        }
    }

    @Test
    void imagesToLookAtAreDescribedWhileAnExperimentRunsAndAtItsEnd() throws Exception {
        // given
        Experiment design = EmbeddedExperiment.design();
        List<MarginScore> scores = EmbeddedExperiment.scores(design);

        for (int scored : new int[] {1, scores.size() - 1, scores.size()}) {
            try (ApiFixture embedded = new ApiFixture()) {
                embedded.topology.design(design).scoreAll(scores.subList(0, scored));
                EmbeddedExperiment.texts(design).forEach(embedded.topology::text);

                for (String question : List.of(
                        "selection?rule=top,spread,clusters,best-of-pair",
                        "slices?nodes=all&min_support=2&min_groups=1&min_drop=0.1&permutations=9",
                        "map?colour=slice")) {
                    // when
                    JsonNode answer = embedded.json("api/experiments/toy/analyses/" + question);

                    // then
                    assertThat(answer.path(answer.path("analysis").textValue())).hasSize(1);
                    assertThat(problems(component("AnalysisAnswer"), answer))
                            .as(question)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void decisionsAreDescribedBeforeAndAfterTheyAreMadeAndWhenScoresAreCorrected() throws Exception {
        // given
        Experiment design = StoppedScores.design();
        List<MarginScore> scores = StoppedScores.scores(design, ToyExperiment.SCORER);
        try (ApiFixture stopped = new ApiFixture()) {
            stopped.topology.design(design).scoreAll(scores.subList(0, 20));
            assertDescribed(stopped);

            // when
            stopped.topology.scoreAll(scores);
            new ExperimentLooks(design, System::nanoTime)
                    .look(stopped.topology, cell -> false)
                    .forEach(stopped.topology::decide);

            // then
            assertDescribed(stopped);

            // when
            stopped.topology.retract(scores.get(0));

            // then
            assertDescribed(stopped);
        }
    }

    private void assertDescribed(ApiFixture stopped) throws Exception {
        JsonNode decisions = stopped.json("api/experiments/toy/decisions");
        assertThat(decisions.path("cells")).hasSize(4);
        assertThat(problems(component("DecisionsAnswer"), decisions)).isEmpty();
        assertThat(problems(component("ExperimentAnswer"), stopped.json("api/experiments/toy")))
                .isEmpty();
        assertThat(problems(component("StatisticsAnswer"), stopped.json("api/experiments/toy/statistics")))
                .isEmpty();
        assertThat(problems(component("Report"), stopped.json("api/experiments/toy/report")))
                .isEmpty();
    }

    @Test
    void unsteeredImagesAreImagesAndNoItems() throws Exception {
        // given
        Experiment design = ToyExperiment.withBaseline(ToyExperiment.design(), "source,target");
        try (ApiFixture baseline = new ApiFixture()) {
            baseline.topology
                    .design(design)
                    .scoreAll(ToyExperiment.scores(design))
                    .scoreAll(ToyExperiment.unsteered(design));

            // when
            JsonNode experiment = baseline.json("api/experiments/toy");
            JsonNode image = baseline.json("api/experiments/toy/images/c0-p0/target/1.0/0");

            // then
            assertThat(experiment.path("baseline").textValue()).isEqualTo("source,target");
            assertThat(experiment.path("complete").booleanValue()).isTrue();
            assertThat(problems(component("Report"), baseline.json("api/experiments/toy/report")))
                    .isEmpty();
            assertThat(problems(component("ExperimentAnswer"), experiment)).isEmpty();
            assertThat(problems(component("ImageAnswer"), image)).isEmpty();
            assertThat(image.path("method").textValue()).isEqualTo("target");
            assertThat(baseline.json("api/experiments/toy/items?pair=c0-p0")
                            .path("items")
                            .findValuesAsText("method"))
                    .containsOnly("analogy");
            assertThat(baseline.get("api/experiments/toy/items?method=source").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void directionsAreDescribedWhileAnExperimentRunsAndAtItsEnd() throws Exception {
        // given
        Experiment design = EmbeddedExperiment.design();
        List<MarginScore> scores = EmbeddedExperiment.scores(design);

        for (int scored : new int[] {1, scores.size() - 1, scores.size()}) {
            try (ApiFixture embedded = new ApiFixture()) {
                embedded.topology.design(design).scoreAll(scores.subList(0, scored));
                EmbeddedExperiment.texts(design).forEach(embedded.topology::text);

                // when
                JsonNode answer = embedded.json("api/experiments/toy/analyses/geometry");
                JsonNode ofCategory = embedded.json(
                        "api/experiments/toy/analyses/geometry?category=" + EmbeddedExperiment.COLLAPSING);

                // then
                assertThat(answer.path("geometry")).hasSize(2);
                assertThat(problems(component("AnalysisAnswer"), answer)).isEmpty();
                assertThat(ofCategory.at("/geometry/0/items")).isNotEmpty();
                assertThat(problems(component("AnalysisAnswer"), ofCategory)).isEmpty();
            }
        }
    }

    @Test
    void everyAnswerOfTheApiSaysWhatItRestsOn() throws Exception {
        for (String path : names(description.path("paths"))) {
            if (path.startsWith("/api/") && !path.endsWith("/events")) {
                // when
                HttpResponse<String> response = fixture.get(filled(path));

                // then
                assertThat(response.headers().firstValue(Envelope.COVERAGE_HEADER))
                        .as(path)
                        .contains("1/1");
                assertThat(response.headers().firstValue(Envelope.LAG_HEADER))
                        .as(path)
                        .contains("0");
                assertThat(response.body().contains("\"state\":{"))
                        .as(path)
                        .isEqualTo(!path.endsWith("/report") && !path.endsWith("/content"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void withoutStateEveryAnswerIsATypedError(Reason reason) throws Exception {
        // given
        fixture.topology.interrupt(reason);

        for (String path : names(description.path("paths"))) {
            if (path.startsWith("/api/")) {
                // when
                HttpResponse<String> response = fixture.get(filled(path));

                // then
                JsonNode body = ApiFixture.parse(response.body());
                assertThat(response.statusCode()).as(path).isEqualTo(503);
                assertThat(body.path("error").textValue()).as(path).isEqualTo(reason.code());
                assertThat(response.headers().firstValue("Retry-After").isPresent())
                        .as(path)
                        .isEqualTo(reason != Reason.STOPPED)
                        .isEqualTo(body.path("retryable").booleanValue());
                assertThat(problems(component("Error"), body)).as(path).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api/experiments/none, 404",
        "api/experiments/toy/items?alpha=x, 400",
        "api/experiments/toy/images/c9-p9/analogy/0.5/0, 404",
        "api/none, 404"
    })
    void errorsAreDescribedToo(String path, int status) throws Exception {
        // when
        HttpResponse<String> response = fixture.get(path);

        // then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problems(component("Error"), ApiFixture.parse(response.body())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "StatisticsAnswer, api/experiments/toy/statistics, complete",
        "ExperimentAnswer, api/experiments/toy, state",
        "ItemPage, api/experiments/toy/items, items",
        "DistributionsAnswer, api/experiments/toy/distributions, distributions",
        "CourseAnswer, api/experiments/toy/course, points",
        "ImageAnswer, api/experiments/toy/images/c0-p1/analogy/0.5/0, scores"
    })
    void aFieldTooFewOrTooManyIsNoticed(String schema, String path, String field) throws Exception {
        // given
        ObjectNode answer = (ObjectNode) fixture.json(path);
        ObjectNode less = answer.deepCopy().without(field);
        ObjectNode more = answer.deepCopy().put("undescribed", 1);

        // then
        assertThat(problems(component(schema), answer)).isEmpty();
        assertThat(problems(component(schema), less)).isNotEmpty();
        assertThat(problems(component(schema), more)).isNotEmpty();
    }

    private JsonNode component(String name) {
        assertThat(description.at("/components/schemas/" + name).isObject())
                .as(name)
                .isTrue();
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private Set<ValidationMessage> problems(JsonNode schema, JsonNode answer) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", description.path("components"));
        JsonSchema validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
        return validator.validate(answer);
    }

    private static String kind(String type) {
        return type.startsWith("image/") ? "image/" : type;
    }

    private static String filled(String path) {
        Map<String, String> values = Map.of(
                "id",
                "toy",
                "other",
                "other",
                "pair",
                "c0-p0",
                "method",
                "analogy",
                "alpha",
                "0.5",
                "seed",
                "1",
                "analysis",
                "agreement");
        String filled = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
