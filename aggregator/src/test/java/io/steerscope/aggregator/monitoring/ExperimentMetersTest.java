package io.steerscope.aggregator.monitoring;

import java.time.Instant;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.interactivequeries.StateUnavailableException.Reason;
import io.steerscope.results.StoppedExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;

import static org.assertj.core.api.Assertions.assertThat;

class ExperimentMetersTest {

    private final TopologyFixture topology = new TopologyFixture();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExperimentMeters meters = new ExperimentMeters(topology.statistics(), registry);

    @AfterEach
    void close() {
        meters.close();
        topology.close();
    }

    @Test
    void imagesScorersAndDeadLettersAreToldByExperiment() {
        // given
        topology.design(ToyExperiment.design())
                .scoreAll(ToyExperiment.scores().subList(1, 36))
                .scoreAll(ToyExperiment.scoresBy(
                        "clip-d", ToyExperiment.scores().subList(0, 18), score -> 0.5 * score.getMargin()));
        topology.fail(ToyExperiment.failure(ToyExperiment.scores().get(0).getIdentity(), "clip-c"));

        // when
        meters.look();

        // then
        assertThat(registry.scrape())
                .contains(
                        "steerscope_experiments 1.0",
                        "steerscope_input_caught_up 1.0",
                        images("scorer", "clip-c", "done", 35),
                        images("scorer", "clip-c", "failed", 1),
                        images("scorer", "clip-c", "expected", 36),
                        images("scorer", "clip-d", "done", 18),
                        images("generator", "", "expected", 36),
                        "steerscope_experiment_complete{experiment=\"toy\"} 0.0",
                        "steerscope_experiment_scorer_progress{experiment=\"toy\",scorer=\"clip-d\"} 0.5",
                        "steerscope_experiment_verdicts{experiment=\"toy\",scorer=\"clip-d\",verdict=\"undecided\"} ",
                        "steerscope_experiment_dead_letters{experiment=\"toy\",kind=\"")
                .containsPattern("dead_letters\\{experiment=\"toy\",kind=\"[A-Z_]+\",stage=\"scorer\"} 1.0");
    }

    @Test
    void whileThereIsNoStateTheGaugesAreAbsentAndAreBackAfterwards() {
        // given
        topology.design(ToyExperiment.design()).scoreAll(ToyExperiment.scores());
        meters.look();

        // when
        topology.interrupt(Reason.RESTORING);
        meters.look();

        // then
        assertThat(registry.scrape()).doesNotContain("steerscope_experiment_images{", "steerscope_experiments ");

        // when
        topology.interrupt(null);
        meters.look();

        // then
        assertThat(registry.scrape()).contains(images("scorer", "clip-c", "done", 36));
    }

    @Test
    void anExperimentThatStopsHasItsDecidedCellsAndWhatWasNotMade() {
        // given
        Experiment design = StoppedExperiment.design();
        MarginScore score = ToyExperiment.scores().get(0);
        topology.design(design)
                .decide(StoppedExperiment.decision(design, "colour", 0.5, "works"))
                .skip(new SkippedJob(
                        score.getIdentity(), score.getCategory(), SkipReason.DECIDED, 0, 1L, Instant.EPOCH, 0));

        // when
        meters.look();

        // then
        assertThat(registry.scrape())
                .contains(
                        "steerscope_experiment_cells_decided{experiment=\"toy\"} 1.0",
                        "steerscope_experiment_images_skipped{experiment=\"toy\",reason=\"DECIDED\"} 1.0");
    }

    @Test
    void theNumberOfGaugesHasABound() {
        // given
        for (int i = 0; i < 3 * ExperimentMeters.LARGEST_NUMBER; i++) {
            topology.design(ToyExperiment.design("experiment-" + i));
        }

        // when
        meters.look();

        // then
        assertThat(registry.scrape().lines().filter(line -> line.startsWith("steerscope_experiment_complete{")))
                .hasSize(ExperimentMeters.LARGEST_NUMBER);
        assertThat(registry.scrape()).contains("steerscope_experiments 30.0");
    }

    private static String images(String stage, String scorer, String outcome, int number) {
        return "steerscope_experiment_images{experiment=\"toy\",outcome=\"%s\",scorer=\"%s\",stage=\"%s\"} %d.0"
                .formatted(outcome, scorer, stage, number);
    }
}
