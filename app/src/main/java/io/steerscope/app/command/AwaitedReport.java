package io.steerscope.app.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.report.ReportDocument;

/**
 * The report of an experiment as soon as it is finished. It asks the topics alone, so it waits for workers and needs no
 * aggregator; it reads them anew for at most a sixth of its time.
 */
final class AwaitedReport {

    private static final Duration LEAST_PAUSE = Duration.ofSeconds(2);
    private static final int PAUSE_FOR_READING = 5;

    private final Supplier<ReportDocument> reading;
    private final ProgressDisplay display;

    /**
     * @param reading reads the report as it is
     * @param display shows how far the scorers are
     */
    AwaitedReport(Supplier<ReportDocument> reading, ProgressDisplay display) {
        this.reading = reading;
        this.display = display;
    }

    /** Reads until every image is scored, failed or skipped, and returns the last report. */
    ReportDocument await() throws InterruptedException {
        while (true) {
            long start = System.nanoTime();
            ReportDocument report = reading.get();
            long end = System.nanoTime();
            List<StageCount> counts = counts(report);
            if (report.isComplete()) {
                display.finish(counts);
                return report;
            }
            display.show(counts, end);
            Thread.sleep(Math.max(LEAST_PAUSE.toMillis(), PAUSE_FOR_READING * (end - start) / 1_000_000));
        }
    }

    private static List<StageCount> counts(ReportDocument report) {
        List<StageCount> counts = new ArrayList<>();
        for (ScorerReport scorer : report.scorers()) {
            Completeness completeness = scorer.completeness();
            counts.add(new StageCount(
                    "scored by " + scorer.scorerId(),
                    completeness.scored(),
                    completeness.failed(),
                    completeness.skipped(),
                    Math.max(1, completeness.expected())));
        }
        if (counts.isEmpty()) {
            counts.add(new StageCount(
                    "scored",
                    0,
                    report.failures().size(),
                    report.skips().count(),
                    Math.max(1, report.experiment().getExpectedJobs())));
        }
        return counts;
    }
}
