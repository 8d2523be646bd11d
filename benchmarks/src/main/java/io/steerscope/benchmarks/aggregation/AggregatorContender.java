package io.steerscope.benchmarks.aggregation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.RunningStatistics;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.statistics.analysis.RunningClusters;
import io.steerscope.statistics.analysis.RunningSummary;

/** The aggregator as {@code aggregate} starts it. */
final class AggregatorContender implements Contender {

    private static final double LEVEL = 0.95;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String title;
    private final AggregatorSettings settings;
    private final GroupProgress progress;
    private final Figures figures;
    private @Nullable Aggregator aggregator;

    AggregatorContender(String title, AggregatorSettings settings, Admin admin, Figures figures) {
        this.title = title;
        this.settings = settings;
        this.figures = figures;
        this.progress = new GroupProgress(
                admin,
                settings.applicationId(),
                settings.topics().scores().name(),
                settings.applicationId() + "-scores-by-pair-repartition");
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void start() {
        aggregator = Aggregator.start(settings);
    }

    @Override
    public boolean isRunning() {
        return aggregator != null && aggregator.check().healthy();
    }

    @Override
    public GroupProgress progress() {
        return progress;
    }

    @Override
    public void verify() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<String> difference = difference();
        // An answer may be some moments old.
        while (difference.isPresent() && System.nanoTime() < end) {
            Thread.sleep(100);
            difference = difference();
        }
        difference.ifPresent(problem -> {
            throw new IllegalStateException(problem);
        });
    }

    private Optional<String> difference() {
        List<RunningStatistics> running = statistics().statistics(ScoreSet.EXPERIMENT);
        if (running.size() != figures.cells().size()) {
            return Optional.of("%d scorers, expected %d"
                    .formatted(running.size(), figures.cells().size()));
        }
        return running.stream().flatMap(this::differences).findFirst();
    }

    private Stream<String> differences(RunningStatistics ofScorer) {
        Stream<String> cells = Objects.requireNonNull(figures.cells().get(ofScorer.scorerId())).entrySet().stream()
                .filter(cell -> {
                    RunningSummary actual = Objects.requireNonNull(
                                    ofScorer.byCategoryAlpha().get(cell.getKey()))
                            .summary();
                    return !actual.equals(RunningSummary.of(cell.getValue(), actual.plannedN(), LEVEL));
                })
                .map(cell -> "%s of %s is not the sum over its items".formatted(cell.getKey(), ofScorer.scorerId()));
        RunningClusters actual = Objects.requireNonNull(ofScorer.overall().clusters());
        RunningClusters expected = RunningClusters.of(
                Objects.requireNonNull(figures.pairs().get(ofScorer.scorerId())),
                actual.plannedClusters(),
                actual.plannedValues(),
                LEVEL,
                false);
        return actual.equals(expected)
                ? cells
                : Stream.concat(
                        cells,
                        Stream.of("The pairs of " + ofScorer.scorerId() + " are " + actual + ", by brute force "
                                + expected));
    }

    Path stateFolder() {
        return settings.stateDirectory();
    }

    TopicCatalogue topics() {
        return settings.topics();
    }

    LiveStatistics statistics() {
        return Objects.requireNonNull(aggregator).statistics();
    }

    @Override
    public void stop() {
        if (aggregator != null) {
            aggregator.close();
            aggregator = null;
        }
    }
}
