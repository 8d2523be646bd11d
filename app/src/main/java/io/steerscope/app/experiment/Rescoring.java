package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.app.broker.DataFolderLock;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.app.progress.StageCount;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.report.ReportDocument;

/**
 * Judges the images of a finished run again, with another scorer: from wherever it was to its end, or until it is
 * told to stop. The results of the run stay as they are until those of all scorers together replace them.
 *
 * <p>The scorer reads {@code images} in a consumer group of its own, from the beginning to the end that the topic has
 * at the start. Scores and offsets are committed together, so one that was killed continues at its last commit.
 */
public final class Rescoring {

    private static final Logger LOG = LoggerFactory.getLogger(Rescoring.class);
    private static final long WATCH_MILLIS = 100;

    private final RescoreSettings settings;
    private final RunMonitor monitor;
    private final ClipBundle bundle;
    private final DiskSpace space;
    private final long start = System.nanoTime();

    private Rescoring(RescoreSettings settings, RunMonitor monitor) {
        this.settings = settings;
        this.monitor = monitor;
        this.bundle = settings.scorer();
        this.space = new DiskSpace(settings.folder().root());
    }

    /**
     * Rescores.
     *
     * @throws ActionableException if the folder is in use or holds no finished run, the bundle cannot be used or its
     *     id is taken, images are gone, or a stage died
     */
    public static RunOutcome execute(RescoreSettings settings, RunMonitor monitor) throws InterruptedException {
        requireRun(settings.folder());
        try {
            return new Rescoring(settings, monitor).execute();
        } catch (IOException e) {
            throw new ActionableException("cannot write to " + settings.folder().root() + ": " + Reason.of(e), e);
        }
    }

    /** @throws ActionableException if the folder is not that of a run */
    public static void requireRun(RunFolder folder) {
        if (!Files.isRegularFile(folder.record())) {
            throw new ActionableException(folder.root() + " is not the folder of a run: it holds no "
                    + folder.record().getFileName() + "; name the --out of a run");
        }
    }

    @SuppressWarnings("try") // the lock is only held
    private RunOutcome execute() throws IOException, InterruptedException {
        RunFolder folder = settings.folder();
        try (DataFolderLock lock = DataFolderLock.acquire(folder.root())) {
            RunRecord record = RunRecord.read(folder)
                    .withEmbeddingsOf(bundle, settings.keepsEmbeddings())
                    .withRescorer(bundle);
            if (!Files.exists(folder.report())) {
                throw new ActionableException("the run in " + folder.root()
                        + " is not finished: run the same command again to finish it, then rescore");
            }
            if (record.scorers().containsKey(bundle.id())) {
                if (settings.retriesFailed()) {
                    throw new ActionableException("%s has judged these images in the run itself: retry what failed with"
                                    .formatted(bundle.id())
                            + " steerscope dead-letters retry --run %s --stage %s, then run the run's command again"
                                    .formatted(folder.root(), bundle.id()));
                }
                return new RunOutcome.FinishedBefore(Files.readString(folder.table()));
            }
            space.requireToStart();
            record.write(folder);
            try (RescoreStages stages = RescoreStages.start(settings, record, monitor)) {
                if (!stages.isComplete()) {
                    return new RunOutcome.Stopped(List.of());
                }
                monitor.started(stages.aggregator().httpAddress(), stages.bootstrapServers());
                return watch(stages, record.experimentId());
            } catch (IOException e) {
                throw space.explain(e);
            } catch (RuntimeException e) {
                throw space.explain(e);
            }
        }
    }

    private RunOutcome watch(RescoreStages stages, String experimentId) throws IOException, InterruptedException {
        List<StageCount> counts = List.of();
        boolean checked = false;
        while (!monitor.stopRequested()) {
            stages.requireAlive();
            space.requireToContinue();
            counts = count(stages, experimentId, counts);
            monitor.progress(counts);
            if (!counts.isEmpty() && counts.get(0).isComplete()) {
                Optional<ReportDocument> report =
                        RunAggregator.report(stages.aggregator(), experimentId, List.of(bundle.id()));
                if (report.isPresent()) {
                    return finish(stages, report.get());
                }
            }
            if (!checked && stages.hasReadAll()) {
                requireNothingMissing(stages.reportFromTopics(experimentId));
                checked = true;
            }
            TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
        }
        return new RunOutcome.Stopped(counts);
    }

    private List<StageCount> count(RescoreStages stages, String experimentId, List<StageCount> known) {
        try {
            Completeness completeness = stages.aggregator().statistics().progress(experimentId).scorers().stream()
                    .filter(scorer -> scorer.scorerId().equals(bundle.id()))
                    .findFirst()
                    .map(scorer -> scorer.completeness())
                    .orElse(null);
            return completeness == null
                    ? known
                    : List.of(new StageCount(
                            bundle.id(),
                            completeness.scored(),
                            completeness.failed(),
                            completeness.skipped(),
                            completeness.expected()));
        } catch (StateUnavailableException | UnknownSubjectException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("Progress is not known yet");
            return known;
        }
    }

    /** Every image was read: whatever has neither score nor failure now is not in the topic. */
    private void requireNothingMissing(ReportDocument report) {
        Completeness completeness = report.scorers().stream()
                .filter(scorer -> scorer.scorerId().equals(bundle.id()))
                .findFirst()
                .map(ScorerReport::completeness)
                .orElse(new Completeness(report.experiment().getExpectedJobs(), 0, 0));
        if (!completeness.isComplete()) {
            throw new ActionableException(
                    "%d of %d images are no longer in the topic of %s (it keeps them for a year): they cannot be judged"
                                    .formatted(
                                            completeness.missing(),
                                            completeness.expected(),
                                            settings.folder().root())
                            + " again; run the experiment into another folder");
        }
    }

    private RunOutcome finish(RescoreStages stages, ReportDocument report) throws IOException {
        monitor.starting("report");
        RunFolder folder = settings.folder();
        String table = new ResultFiles(folder, new ImageFiles(folder)).writeBeside(report, bundle.id());
        return new RunOutcome.Finished(
                table,
                stages.times(),
                List.of(),
                Duration.ofNanos(System.nanoTime() - start),
                RetryHint.count(report.failures(), List.of(bundle.id())));
    }
}
