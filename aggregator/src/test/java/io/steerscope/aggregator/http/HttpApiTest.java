package io.steerscope.aggregator.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.httpserver.ServerSettings;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpApiTest {

    private final TopologyFixture topology = new TopologyFixture();
    private final HttpApi api =
            HttpApi.open(ServerSettings.of("127.0.0.1", 0), new SimpleMeterRegistry(), () -> "scores_total 36\n");
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void serve() {
        topology.design(ToyExperiment.design()).scoreAll(ToyExperiment.scores());
        api.serve(topology.statistics(), () -> AggregatorHealth.ready("running", "answering"));
    }

    @AfterEach
    void close() {
        api.close();
        topology.close();
    }

    @Test
    void experimentsAreListedWithTheirCompleteness() throws Exception {
        // when
        JsonNode experiment = json("api/experiments").path("experiments").path(0);

        // then
        assertThat(experiment.path("experiment_id").textValue()).isEqualTo("toy");
        assertThat(experiment.path("complete").booleanValue()).isTrue();
        assertThat(experiment.path("scorers").path("clip-c").path("scored").intValue())
                .isEqualTo(36);
        ObjectNode alone = (ObjectNode) json("api/experiments/toy");
        assertThat(alone.remove("state").path("coverage").path("answered").intValue())
                .isEqualTo(1);
        assertThat(alone).isEqualTo(experiment);
    }

    @Test
    void theExperimentThatWasWrittenLastIsListedFirst() throws Exception {
        // given
        for (String id : new String[] {"a", "z", "b"}) {
            topology.design(ToyExperiment.design(id));
        }

        // then
        assertThat(json("api/experiments").path("experiments").findValuesAsText("experiment_id"))
                .containsExactly("b", "z", "a", "toy");
    }

    @Test
    void statisticsCarryRunningFiguresOfEveryGroup() throws Exception {
        // when
        JsonNode statistics = json("api/experiments/toy/statistics?scorer=clip-c&method=analogy")
                .path("statistics")
                .path(0);

        // then
        assertThat(statistics.path("overall").path("n").intValue()).isEqualTo(12);
        assertThat(statistics.path("overall").path("asymp_cs95_two_sided").size())
                .isEqualTo(2);
        assertThat(statistics.path("overall").has("anytime_p_greater")).isTrue();
        assertThat(statistics.path("by_alpha").path("0.5").path("partial_items").intValue())
                .isZero();
        assertThat(statistics.path("by_category").path("size / count").path("n").intValue())
                .isEqualTo(6);
        assertThat(statistics.path("by_category_alpha")).hasSize(4);
    }

    @Test
    void twoScorersAreAnsweredSideBySide() throws Exception {
        // given
        topology.scoreAll(ToyExperiment.scoresBy("clip-d", ToyExperiment.scores(), score -> 0.5 * score.getMargin()));

        // when
        JsonNode answer = json("api/experiments/toy/statistics");
        JsonNode comparison = answer.path("comparisons").path(0);

        // then
        assertThat(answer.path("statistics")).hasSize(2);
        assertThat(answer.path("comparisons")).hasSize(1);
        assertThat(comparison.path("scorers").toString()).isEqualTo("[\"clip-c\",\"clip-d\"]");
        assertThat(comparison.path("method").textValue()).isEqualTo("analogy");
        assertThat(comparison.path("overall").path("n").intValue()).isEqualTo(12);
        assertThat(comparison.path("overall").path("spearman").doubleValue()).isEqualTo(1.0);
        assertThat(comparison
                        .path("by_category")
                        .path("colour")
                        .path("same_sign")
                        .doubleValue())
                .isEqualTo(1.0);
        assertThat(json("api/experiments/toy/statistics?scorer=clip-d").path("comparisons"))
                .hasSize(1);
        assertThat(json("api/experiments/toy/report").path("comparisons")).hasSize(1);
    }

    @Test
    void oneScorerIsComparedWithNone() throws Exception {
        // then
        assertThat(json("api/experiments/toy/statistics").path("comparisons")).isEmpty();
    }

    @Test
    void theReportIsTheCanonicalOne() throws Exception {
        // then
        assertThat(get("api/experiments/toy/report").body())
                .isEqualTo(ReportJson.write(topology.statistics().report("toy")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api/experiments/none | 404 | There is no experiment \"none\" (known: toy)",
                "api/experiments/toy/statistics?scorer=x | 404 | There is no scorer \"x\" (known: clip-c)",
                "api/experiments/toy/items?limit=0 | 400 | limit=0: a whole number from 1 to 1000 expected",
                "api/experiments/toy/items?sort=x | 400 | sort=x: one of pair, margin, clip, shift, alpha, category expected",
                "api/experiments/toy/items?alpha=0.7 | 404 | There is no alpha \"0.7\" (known: 0.5, 1.0)",
                "api/experiments/toy/items?scorrer=x | 400 | scorrer=x: only scorer, method, category, pair, alpha, complete, from, to, search, only, sort, order, offset, limit expected",
                "api/experiments/toy?x=1 | 400 | x=1: no parameter expected",
                "api/experiments/toy/images/c0-p9/analogy/0.5/0 | 404 | The image \"toy/c0-p9/analogy/0.5/0\" is neither made nor failed so far",
                "api/experiments/toy/images/c0-p0/analogy/x/0 | 400 | alpha=x: a number expected",
                "api/experiments/toy/images/c0%25/analogy/0.5/0 | 400 | pair=c0%: letters, digits, '.', '_' and '-' expected",
                "api/experiments/toy/items?alpha=x | 400 | alpha=x: a number expected",
                "api/nothing | 404 | There is nothing at /api/nothing"
            })
    void aQuestionThatCannotBeAnsweredGetsOneClearLine(String path, int status, String message) throws Exception {
        // when
        HttpResponse<String> response = get(path);

        // then
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode body = new ObjectMapper().readTree(response.body());
        assertThat(body.path("message").textValue()).isEqualTo(message);
        assertThat(body.path("retryable").booleanValue()).isFalse();
    }

    @Test
    void beforeTheStateIsThereTheAnswerIsARetryable503() throws Exception {
        // given
        try (HttpApi starting = HttpApi.open(ServerSettings.of("127.0.0.1", 0), new SimpleMeterRegistry(), () -> "")) {
            // when
            HttpResponse<String> response = get(starting.address().resolve("api/experiments"));

            // then
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).contains("1");
            assertThat(response.body()).contains("\"error\":\"starting\"");
            assertThat(new ObjectMapper()
                            .readTree(response.body())
                            .path("retryable")
                            .booleanValue())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "dashboard/main.js", "dashboard/dashboard.css", "dashboard/favicon.svg", "health", "metrics"
            })
    void pagesAndProbesAreServed(String path) throws Exception {
        // when
        HttpResponse<String> response = get(path);

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isNotEmpty().doesNotContain("https://", "//cdn");
    }

    @Test
    void aTakenPortIsToldInOneLine() {
        // then
        assertThatThrownBy(() -> HttpApi.open(
                        ServerSettings.of("127.0.0.1", api.address().getPort()), new SimpleMeterRegistry(), () -> ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is taken");
    }

    @Test
    void anUnfinishedExperimentHasAReportThatSaysSo() throws Exception {
        // given
        MarginScore first = ToyExperiment.scores().get(0);
        topology.retract(first);

        // then
        assertThat(json("api/experiments/toy/report").path("complete").booleanValue())
                .isFalse();
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(api.address().resolve(path));
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
