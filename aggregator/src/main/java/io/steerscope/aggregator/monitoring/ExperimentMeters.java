package io.steerscope.aggregator.monitoring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.RunningFigures;
import io.steerscope.aggregator.query.RunningStatistics;
import io.steerscope.aggregator.query.StageProgress;
import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;

/**
 * Gauges by experiment, of the newest {@link #LARGEST_NUMBER} experiments and of {@link #LARGEST_SCORERS} scorers each,
 * so that their number has a bound. A thread in the background finds them, and rests nineteen times as long as that
 * took, so that it takes a twentieth of a core at most. While the state is away they are absent.
 *
 * <p>{@code docs/operations.md} lists them.
 */
public final class ExperimentMeters implements AutoCloseable {

    /** How many experiments have gauges. */
    public static final int LARGEST_NUMBER = 10;

    /** How many scorers of an experiment have gauges. */
    public static final int LARGEST_SCORERS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentMeters.class);
    private static final Duration SHORTEST_REST = Duration.ofSeconds(2);
    private static final int REST = 19;
    private static final String EXPERIMENT = "experiment";

    private final LiveStatistics statistics;
    private final Map<Figure, MultiGauge> gauges = new EnumMap<>(Figure.class);
    private final ScheduledExecutorService thread = DaemonThreads.ticker("experiment-meters");

    private enum Figure {
        EXPERIMENTS("steerscope.experiments", "Experiments there are"),
        LAG("steerscope.input.lag", "Offsets that are written and not consumed"),
        CAUGHT_UP("steerscope.input.caught.up", "1 if everything that was written is in the figures, else 0"),
        PARTITIONS("steerscope.partitions", "Input partitions that are read"),
        STANDBY("steerscope.partitions.standby", "Input partitions that a replica answers for"),
        IMAGES("steerscope.experiment.images", "Images by stage and outcome"),
        SKIPPED("steerscope.experiment.images.skipped", "Images that were not made as they are not wanted, by reason"),
        CELLS_DECIDED(
                "steerscope.experiment.cells.decided",
                "Cells of which no more images are made, of an experiment whose design says when it stops"),
        COMPLETE("steerscope.experiment.complete", "1 if every scorer has finished, else 0"),
        PROGRESS("steerscope.experiment.scorer.progress", "Part of the images that are scored or failed"),
        VERDICTS("steerscope.experiment.verdicts", "Cells of all methods by their present verdict"),
        DEAD_LETTERS(
                "steerscope.experiment.dead.letters",
                "Failed images and scores by kind, those included whose image was scored later, those that were retried not");

        private final String meter;
        private final String description;

        Figure(String meter, String description) {
            this.meter = meter;
            this.description = description;
        }
    }

    /** The rows of all gauges. */
    private static final class Rows {
        private final Map<Figure, List<Row<?>>> byFigure = new EnumMap<>(Figure.class);

        void add(Figure figure, Number value, String... tags) {
            byFigure.computeIfAbsent(figure, first -> new ArrayList<>()).add(Row.of(Tags.of(tags), value));
        }

        List<Row<?>> of(Figure figure) {
            return byFigure.getOrDefault(figure, List.of());
        }
    }

    public ExperimentMeters(LiveStatistics statistics, MeterRegistry registry) {
        this.statistics = statistics;
        for (Figure figure : Figure.values()) {
            gauges.put(
                    figure,
                    MultiGauge.builder(figure.meter)
                            .description(figure.description)
                            .register(registry));
        }
    }

    /** Begins to find the gauges. */
    public void start() {
        thread.execute(this::turn);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Finds the gauges once, or takes them away. */
    void look() {
        register(rows());
    }

    private Rows rows() {
        Rows rows = new Rows();
        try {
            LiveStatistics now = statistics.look();
            StateVersion version = now.version();
            List<Experiment> all = now.experiments();
            rows.add(Figure.EXPERIMENTS, all.size());
            rows.add(Figure.LAG, version.position().lag());
            rows.add(Figure.CAUGHT_UP, version.isCaughtUp() ? 1 : 0);
            rows.add(Figure.PARTITIONS, version.coverage().answered());
            rows.add(Figure.STANDBY, version.coverage().standby());
            all.stream().limit(LARGEST_NUMBER).forEach(experiment -> add(experiment.getExperimentId(), rows));
            return rows;
        } catch (StateUnavailableException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("no gauges of experiments");
            return new Rows();
        }
    }

    private void turn() {
        long began = System.nanoTime();
        try {
            look();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("gauges of experiments cannot be found");
        }
        long rest = Math.max(SHORTEST_REST.toNanos(), REST * (System.nanoTime() - began));
        if (!thread.isShutdown()) {
            thread.schedule(this::turn, rest, TimeUnit.NANOSECONDS);
        }
    }

    private void add(String id, Rows rows) {
        RunningFigures figures;
        List<DeadLetter> failures;
        try {
            figures = statistics.figures(id, null);
            failures = statistics.failures(id);
        } catch (UnknownSubjectException e) {
            LOG.atDebug().addKeyValue(EXPERIMENT, id).log("experiment went away");
            return;
        }
        ExperimentProgress progress = figures.progress();
        verdicts(id, figures.statistics(), rows);
        rows.add(Figure.COMPLETE, progress.isComplete() ? 1 : 0, EXPERIMENT, id);
        progress.skipped()
                .forEach((reason, number) -> rows.add(Figure.SKIPPED, number, EXPERIMENT, id, "reason", reason));
        if (progress.experiment().getStop() != null) {
            rows.add(Figure.CELLS_DECIDED, progress.decidedCells(), EXPERIMENT, id);
        }
        progress.stages().stream().limit(1 + LARGEST_SCORERS).forEach(stage -> add(id, stage, rows));
        failures.stream()
                .collect(Collectors.groupingBy(
                        failure -> List.of(stage(failure), failure.getKind().name()), Collectors.counting()))
                .forEach((tags, number) -> rows.add(
                        Figure.DEAD_LETTERS, number, EXPERIMENT, id, "stage", tags.get(0), "kind", tags.get(1)));
    }

    /** Of the scorers that have other gauges too. */
    private static void verdicts(String id, List<RunningStatistics> statistics, Rows rows) {
        Map<String, Map<String, Long>> byScorer = new TreeMap<>();
        for (RunningStatistics one : statistics) {
            Map<String, Long> counts = byScorer.computeIfAbsent(one.scorerId(), first -> new TreeMap<>());
            one.verdicts().byCell().values().forEach(verdict -> counts.merge(verdict.outcome(), 1L, Long::sum));
        }
        byScorer.entrySet().stream().limit(LARGEST_SCORERS).forEach(scorer -> scorer.getValue()
                .forEach((verdict, number) -> rows.add(
                        Figure.VERDICTS, number, EXPERIMENT, id, "scorer", scorer.getKey(), "verdict", verdict)));
    }

    private static void add(String id, StageProgress stage, Rows rows) {
        String scorer = Objects.requireNonNullElse(stage.scorerId(), "");
        Map<String, Long> outcomes =
                Map.of("done", stage.done(), "failed", stage.failed(), "expected", stage.expected());
        outcomes.forEach((outcome, number) -> rows.add(
                Figure.IMAGES, number, EXPERIMENT, id, "stage", stage.stage(), "scorer", scorer, "outcome", outcome));
        if (stage.scorerId() != null) {
            double part = stage.expected() == 0 ? 1 : Math.min(1, (double) stage.settled() / stage.expected());
            rows.add(Figure.PROGRESS, part, EXPERIMENT, id, "scorer", scorer);
        }
    }

    /** One of two words, since a dead letter may name any stage. */
    private static String stage(DeadLetter failure) {
        return failure.getScorerId() == null ? "generator" : "scorer";
    }

    private void register(Rows rows) {
        gauges.forEach((figure, gauge) -> gauge.register(rows.of(figure), true));
    }
}
