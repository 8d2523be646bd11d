package io.steerscope.app.experiment;

import java.util.Collection;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.topic.TopicCatalogue;

/** The aggregator inside a run. */
final class RunAggregator {

    static final String LOOPBACK = "127.0.0.1";

    private RunAggregator() {}

    /**
     * Starts it on the state of the folder.
     *
     * @param port port of the dashboard, or null for any free one
     */
    static Aggregator start(RunFolder folder, RunClients clients, TopicCatalogue topics, @Nullable Integer port) {
        return Aggregator.start(AggregatorSettings.local(clients.plain(), topics, folder.state())
                .withInstanceId("run")
                .withHttp(LOOPBACK, port == null ? 0 : port));
    }

    /**
     * The report on the scorers that have finished. Empty while the answer may still lack what is already written, as
     * the summaries of images that were scored, or the note that a failure of an earlier run was retried; and while one
     * of {@code scorerIds} has not finished.
     */
    static Optional<ReportDocument> report(Aggregator aggregator, String experimentId, Collection<String> scorerIds) {
        LiveStatistics statistics = aggregator.statistics();
        try {
            boolean caughtUp = statistics.version().isCaughtUp();
            return caughtUp && isFinished(statistics.marginReport(experimentId), scorerIds)
                    ? finished(statistics.report(experimentId), scorerIds)
                    : Optional.empty();
        } catch (StateUnavailableException e) {
            return Optional.empty();
        }
    }

    /** What was asked for later may rest on more. */
    private static Optional<ReportDocument> finished(ReportDocument report, Collection<String> scorerIds) {
        return isFinished(report, scorerIds) ? Optional.of(report.finished()) : Optional.empty();
    }

    private static boolean isFinished(ReportDocument report, Collection<String> scorerIds) {
        if (report.scorers().isEmpty()) {
            return report.isComplete();
        }
        return scorerIds.stream().allMatch(id -> report.scorers().stream()
                .anyMatch(scorer ->
                        scorer.scorerId().equals(id) && scorer.completeness().isComplete()));
    }

    /** @throws ActionableException if it has died */
    static void requireAlive(Aggregator aggregator, RunFolder folder) {
        aggregator.failure().ifPresent(line -> {
            throw new ActionableException("aggregator failed: " + line + "; the log is " + folder.log());
        });
    }
}
