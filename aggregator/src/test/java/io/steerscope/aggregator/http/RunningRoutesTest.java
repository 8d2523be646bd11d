package io.steerscope.aggregator.http;

import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.results.ToyExperiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Statistics, distributions and courses over HTTP. */
class RunningRoutesTest {

    private static final String TOY = "api/experiments/toy/";

    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void pooledGroupsHaveClusteredFiguresAndWhichCountIsSaid() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());

        // when
        JsonNode statistics =
                fixture.json(TOY + "statistics").path("statistics").path(0);
        JsonNode report = fixture.json(TOY + "report")
                .path("scorers")
                .path(0)
                .path("methods")
                .path("analogy");

        // then
        assertThat(statistics.path("complete").booleanValue()).isTrue();
        assertThat(statistics.path("primary").textValue()).isEqualTo("pair_clustered");
        assertThat(statistics.path("verdicts")).isEqualTo(report.path("verdicts"));
        assertThat(statistics.path("verdicts").path("sentence").textValue()).startsWith("Of 4 cells ");
        for (String name : new String[] {"clusters", "n", "mean", "standard_error", "t", "df", "p_greater", "ci95_t"}) {
            JsonNode running = statistics.path("overall").path("pair_clustered").path(name);
            assertThat(running)
                    .as(name)
                    .isEqualTo(report.path("pair_clustered").path("overall").path(name));
            assertThat(running.isMissingNode()).as(name).isFalse();
        }
        assertThat(statistics.path("by_alpha").path("0.5").has("pair_clustered"))
                .isFalse();
        assertThat(statistics
                        .path("by_category")
                        .path("colour")
                        .path("pair_clustered")
                        .path("planned_clusters")
                        .intValue())
                .isEqualTo(3);
    }

    @Test
    void anAlphaRestrictsEveryGroupButNotTheVerdicts() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());
        JsonNode all = fixture.json(TOY + "statistics").path("statistics").path(0);

        // when
        JsonNode one =
                fixture.json(TOY + "statistics?alpha=1").path("statistics").path(0);

        // then
        assertThat(one.path("primary").textValue()).isEqualTo("items");
        assertThat(one.path("by_alpha")).hasSize(1);
        assertThat(one.path("by_category_alpha")).hasSize(2);
        assertThat(one.path("overall").path("mean"))
                .isEqualTo(all.path("by_alpha").path("1.0").path("mean"));
        assertThat(one.path("verdicts")).isEqualTo(all.path("verdicts"));
    }

    @Test
    void stagesAreTheSameWhereverTheyAreTold() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores().subList(0, 20));

        // when
        JsonNode stages = fixture.json(TOY + "statistics").path("stages");

        // then
        assertThat(stages).hasSize(2);
        assertThat(stages.path(0).toString())
                .isEqualTo("{\"stage\":\"generator\",\"done\":20,\"failed\":0,\"skipped\":0,\"expected\":36}");
        assertThat(stages.path(1).toString())
                .isEqualTo(
                        "{\"stage\":\"scorer\",\"scorer_id\":\"clip-c\",\"done\":20,\"failed\":0,\"skipped\":0,\"expected\":36}");
        assertThat(fixture.json("api/experiments/toy").path("stages")).isEqualTo(stages);
        assertThat(fixture.json("api/experiments").path("experiments").path(0).path("stages"))
                .isEqualTo(stages);
    }

    @Test
    void distributionsShareTheirEdges() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());
        fixture.topology.scoreAll(
                ToyExperiment.scoresBy("clip-d", ToyExperiment.scores(), score -> 10 * score.getMargin()));

        // when
        JsonNode answer = fixture.json(TOY + "distributions?bins=10");

        // then
        assertThat(answer.path("distributions").findValuesAsText("scorer_id")).containsExactly("clip-c", "clip-d");
        for (JsonNode one : answer.path("distributions")) {
            int bins = one.path("edges").size() - 1;
            assertThat(bins).isBetween(2, 10);
            assertThat(one.path("overall").path("n").intValue()).isEqualTo(12);
            assertThat(one.path("overall").path("counts")).hasSize(bins);
            assertThat(StreamSupport.stream(one.path("by_category_alpha").spliterator(), false)
                            .mapToInt(cell -> cell.path("n").intValue())
                            .sum())
                    .isEqualTo(12);
        }
        assertThat(fixture.json(TOY + "distributions?scorer=clip-d").path("distributions"))
                .hasSize(1);
    }

    @Test
    void theCourseEndsAtThePresentFigures() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());

        // when
        JsonNode pooled = fixture.json(TOY + "course?points=5");
        JsonNode cell = fixture.json(TOY + "course?category=colour&alpha=0.5");
        JsonNode figures = fixture.json(TOY + "statistics").path("statistics").path(0);

        // then
        assertThat(pooled.path("scorer_id").textValue()).isEqualTo("clip-c");
        assertThat(pooled.path("method").textValue()).isEqualTo("analogy");
        assertThat(pooled.path("planned_n").intValue()).isEqualTo(12);
        assertThat(pooled.path("points")).hasSize(5);
        JsonNode last = pooled.path("points").path(4);
        JsonNode clustered = figures.path("overall").path("pair_clustered");
        assertThat(last.path("clusters")).isEqualTo(clustered.path("clusters"));
        assertThat(last.path("mean")).isEqualTo(clustered.path("mean"));
        assertThat(last.path("t_cs95_two_sided")).isEqualTo(clustered.path("t_cs95_two_sided"));
        assertThat(cell.path("points").findValues("n")).hasSize(3);
        assertThat(cell.path("points").path(2).has("clusters")).isFalse();
        assertThat(cell.path("points").path(2).path("t_cs95_two_sided"))
                .isEqualTo(figures.path("by_category_alpha").path("colour|0.5").path("t_cs95_two_sided"));
    }

    @Test
    void beforeTheFirstScoreThereIsACourseWithoutPoints() throws Exception {
        // when
        JsonNode course = fixture.json(TOY + "course");

        // then
        assertThat(course.has("scorer_id")).isFalse();
        assertThat(course.path("points")).isEmpty();
    }

    @Test
    void aPairLeavesItsItems() throws Exception {
        // given
        fixture.topology.scoreAll(ToyExperiment.scores());

        // when
        JsonNode page = fixture.json(TOY + "items?pair=c1-p2");

        // then
        assertThat(page.path("items").findValuesAsText("pair_id")).containsExactly("c1-p2", "c1-p2");
        assertThat(fixture.json(TOY + "items?pair=c9").path("total").intValue()).isZero();
    }

    @Test
    void answersFollowTheScoresByThemselves() throws Exception {
        // given
        String[] paths = {
            "statistics", "items?sort=margin&order=desc", "distributions", "course", "course?category=colour"
        };
        for (String path : paths) {
            fixture.json(TOY + path);
        }

        // when
        fixture.topology.scoreAll(ToyExperiment.scores());
        JsonNode state = fixture.json(TOY + "images/c0-p0/analogy/0.5/0").path("state");

        // then
        for (String path : paths) {
            await().until(() -> fixture.json(TOY + path).path("state").equals(state));
        }
        assertThat(fixture.json(TOY + "items?sort=margin").path("total").intValue())
                .isEqualTo(12);
        assertThat(fixture.json(TOY + "course").path("points")).hasSize(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statistics?alpha=0.7 | 404 | There is no alpha \"0.7\" (known: 0.5, 1.0)",
                "statistics?alpha=x | 400 | alpha=x: a number expected",
                "distributions?bins=1 | 400 | bins=1: a whole number from 2 to 200 expected",
                "distributions?scorer=x | 404 | There is no scorer \"x\" (known: clip-c)",
                "distributions?alpha=0.5 | 400 | alpha=0.5: only scorer, method, bins expected",
                "course?points=0 | 400 | points=0: a whole number from 1 to 1000 expected",
                "course?category=x | 404 | There is no category \"x\" (known: colour, size / count)",
                "course?method=x | 404 | There is no method \"x\" (known: analogy)"
            })
    void aQuestionThatCannotBeAnsweredGetsOneClearLine(String path, int status, String message) throws Exception {
        // given
        fixture.topology.score(ToyExperiment.scores().get(0));

        // when
        HttpResponse<String> response = fixture.get(TOY + path);

        // then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(ApiFixture.parse(response.body()).path("message").textValue())
                .isEqualTo(message);
    }
}
