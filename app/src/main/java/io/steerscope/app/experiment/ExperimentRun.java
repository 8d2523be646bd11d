package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.app.broker.DataFolderLock;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.app.progress.StageCount;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.design.UnknownSubjectException;
import io.steerscope.results.report.ReportDocument;

/** One run of an experiment in one folder: from wherever it was to its end, or until it is told to stop. */
public final class ExperimentRun {

    private static final Logger LOG = LoggerFactory.getLogger(ExperimentRun.class);
    private static final long WATCH_MILLIS = 100;

    private final RunSettings settings;
    private final RunMonitor monitor;
    private final RunPhases phases;
    private final ImageFiles images;
    private final DiskSpace space;
    private final List<String> scorerIds;

    private ExperimentRun(RunSettings settings, RunMonitor monitor, RunPhases phases) {
        this.settings = settings;
        this.monitor = monitor;
        this.phases = phases;
        this.images = new ImageFiles(settings.folder());
        this.scorerIds = settings.scorers().stream().map(ClipBundle::id).toList();
        this.space = new DiskSpace(settings.folder().root());
    }

    /**
     * Runs.
     *
     * @throws ActionableException if the folder cannot be used, is in use, or is for another design; or if a stage died
     */
    public static RunOutcome execute(RunSettings settings, RunMonitor monitor) throws InterruptedException {
        return execute(settings, monitor, RunPhases.sinceNow());
    }

    /**
     * As {@link #execute(RunSettings, RunMonitor)}.
     *
     * @param phases in which the start of the process is noted already
     */
    public static RunOutcome execute(RunSettings settings, RunMonitor monitor, RunPhases phases)
            throws InterruptedException {
        try {
            return new ExperimentRun(settings, monitor, phases).execute();
        } catch (IOException e) {
            throw new ActionableException("cannot write to " + settings.folder().root() + ": " + Reason.of(e), e);
        }
    }

    @SuppressWarnings("try") // the lock is only held
    private RunOutcome execute() throws IOException, InterruptedException {
        RunFolder folder = settings.folder();
        try (DataFolderLock lock = DataFolderLock.acquire(folder.root())) {
            RunRecord kept =
                    RunRecord.of(settings).claim(folder, settings.images().ownDtype());
            if (Files.exists(folder.report())) {
                return new RunOutcome.FinishedBefore(Files.readString(folder.table()));
            }
            space.requireToStart();
            RunOutcome outcome = run(kept.partitions());
            if (outcome instanceof RunOutcome.Finished finished) {
                phases.end("end of the stages");
                return finished.after(phases);
            }
            return outcome;
        }
    }

    private RunOutcome run(int partitions) throws IOException, InterruptedException {
        try (Stages stages = Stages.start(settings, partitions, images, monitor, phases)) {
            if (!stages.isComplete()) {
                return new RunOutcome.Stopped(List.of());
            }
            monitor.started(
                    settings.dashboardPort() == null
                            ? null
                            : stages.aggregator().httpAddress(),
                    stages.bootstrapServers());
            RunOutcome outcome = watch(stages);
            if (outcome instanceof RunOutcome.Finished finished && monitor.servesOn()) {
                serveOn(stages, finished);
            }
            return outcome;
        } catch (IOException e) {
            throw space.explain(e);
        } catch (RuntimeException e) {
            throw space.explain(e);
        }
    }

    /** The dashboard stays, without workers, until it is no longer wanted. */
    private void serveOn(Stages stages, RunOutcome.Finished finished) throws InterruptedException {
        stages.endWorkers();
        phases.end("end of the workers");
        monitor.finished(finished.after(phases));
        while (!monitor.stopRequested()) {
            RunAggregator.requireAlive(stages.aggregator(), settings.folder());
            TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
        }
    }

    private RunOutcome watch(Stages stages) throws IOException, InterruptedException {
        List<StageCount> counts = List.of();
        WorkWatch work = new WorkWatch(phases);
        while (!monitor.stopRequested()) {
            stages.requireAlive();
            space.requireToContinue();
            work.observe(stages.settledJobs(), stages.settledImages());
            counts = count(stages, counts);
            monitor.progress(counts);
            if (stages.hasAllImages() && !counts.isEmpty() && counts.stream().allMatch(StageCount::isComplete)) {
                RunPhases.Moment analysis = RunPhases.Moment.now();
                Optional<ReportDocument> report =
                        RunAggregator.report(stages.aggregator(), settings.experimentId(), scorerIds);
                if (report.isPresent()) {
                    work.finish();
                    phases.endAt("last commits, until all is counted", analysis);
                    phases.end("analysis");
                    return finish(stages, report.get(), counts);
                }
            }
            TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
        }
        return new RunOutcome.Stopped(counts);
    }

    /** How far the stages are: as the images written and the scores counted say, over all runs in the folder. */
    private List<StageCount> count(Stages stages, List<StageCount> known) {
        ExperimentProgress progress;
        try {
            progress = stages.aggregator().statistics().progress(settings.experimentId());
        } catch (StateUnavailableException | UnknownSubjectException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("Progress is not known yet");
            return known;
        }
        long expected = stages.expectedImages();
        long written = stages.imageWriter().written();
        List<StageCount> counts = new ArrayList<>();
        counts.add(new StageCount(
                "images",
                written,
                Math.min(progress.imagesFailed(), expected - written),
                progress.generator().skipped(),
                expected));
        for (String scorer : scorerIds) {
            counts.add(progress.scorers().stream()
                    .filter(candidate -> candidate.scorerId().equals(scorer))
                    .findFirst()
                    .map(found -> new StageCount(
                            scorer,
                            found.completeness().scored(),
                            found.completeness().failed(),
                            found.completeness().skipped(),
                            expected))
                    .orElseGet(() -> new StageCount(scorer, 0, progress.isComplete(scorer) ? expected : 0, expected)));
        }
        return counts;
    }

    private RunOutcome finish(Stages stages, ReportDocument report, List<StageCount> counts) throws IOException {
        monitor.starting("report");
        String table = new ResultFiles(settings.folder(), images).write(report);
        phases.end("files of the report");
        return new RunOutcome.Finished(
                table,
                stages.times(),
                List.of(),
                Duration.ZERO,
                RetryHint.count(report.failures(), scorerIds),
                stopsWhenDecided() ? counts.get(0).skipped() : 0,
                counts.get(0).expected());
    }

    private boolean stopsWhenDecided() {
        return settings.images() instanceof RunImages.Generated generated
                && generated.design().stop() != null;
    }
}
