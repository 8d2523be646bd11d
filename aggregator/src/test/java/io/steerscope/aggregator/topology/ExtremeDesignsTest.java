package io.steerscope.aggregator.topology;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.aggregator.query.ItemDistributions;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Designs at the bounds of what counts: every question about them has an answer, and about others too. */
class ExtremeDesignsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("designs")
    void everyQuestionHasAnAnswer(String name, Map<String, Object> parts) {
        // given
        Experiment design = ToyExperiment.design();
        for (Map.Entry<String, Object> part : parts.entrySet()) {
            design = Edited.with(design, part.getKey(), part.getValue());
        }
        Experiment other = Edited.with(ToyExperiment.design(), "experimentId", "other");
        try (TopologyFixture topology = new TopologyFixture()) {

            // when
            topology.design(design)
                    .design(other)
                    .scoreAll(ToyExperiment.scores())
                    .scoreAll(ToyExperiment.scores(other));

            // then
            LiveStatistics statistics = topology.statistics();
            assertThat(statistics.experiments()).hasSize(2);
            for (Experiment experiment : List.of(design, other)) {
                String id = experiment.getExperimentId();
                assertThat(statistics.progress(id).experiment()).isEqualTo(experiment);
                assertThat(statistics.statistics(id)).isNotNull();
                assertThat(statistics.agreements(id)).isEmpty();
                assertThat(statistics.completions(id).course(ToyExperiment.SCORER, "analogy", null, null, 10))
                        .isNotNull();
                assertThat(ItemDistributions.of(experiment, ToyExperiment.SCORER, "analogy", statistics.items(id), 10))
                        .isNotNull();
                assertThat(ReportJson.write(statistics.report(id))).startsWith("{");
            }
        }
    }

    static Stream<Arguments> designs() {
        return Stream.of(
                arguments(
                        "a million pairs",
                        Map.of("categories", List.of(new CategoryDesign("colour", 1_000_000, null)))),
                arguments(
                        "ten thousand categories",
                        Map.of(
                                "categories",
                                IntStream.range(0, 10_000)
                                        .mapToObj(number -> new CategoryDesign("category " + number, 1, null))
                                        .toList(),
                                "alphas",
                                List.of(0.5))),
                arguments("no pairs", Map.of("categories", List.of(new CategoryDesign("colour", 0, null)))),
                arguments(
                        "two hundred alphas",
                        Map.of(
                                "alphas",
                                DoubleStream.iterate(0.0, alpha -> alpha + 0.5)
                                        .limit(200)
                                        .boxed()
                                        .toList())),
                arguments(
                        "ten thousand seeds",
                        Map.of("seeds", LongStream.range(0, 10_000).boxed().toList())),
                arguments("alphas of any size", Map.of("alphas", List.of(-1e308, 1e-308, 1e308))),
                arguments("a trillion jobs", Map.of("expectedJobs", 1_000_000_000_000L)),
                arguments("no jobs", Map.of("expectedJobs", 0L)),
                arguments(
                        "a long category",
                        Map.of(
                                "categories",
                                Collections.singletonList(new CategoryDesign("é/\u0000".repeat(3_000), 3, null)))));
    }
}
