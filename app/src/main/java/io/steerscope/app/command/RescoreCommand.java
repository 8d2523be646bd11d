package io.steerscope.app.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.experiment.RescoreSettings;
import io.steerscope.app.experiment.Rescoring;
import io.steerscope.app.experiment.RunFolder;
import io.steerscope.app.experiment.RunOutcome;
import io.steerscope.app.experiment.StageTime;
import io.steerscope.app.experiment.WorkerBounds;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.schemas.limit.RecordLimits;

/** Judges the images of a finished run, or of a cluster, again with another CLIP. */
@Command(
        name = "rescore",
        description = {
            "Judges all images that are there with another CLIP, then compares it with the scorers before it.",
            "Works on the folder of a finished run, or on a cluster. Interrupted, the same command continues."
        })
final class RescoreCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;
    private static final List<String> CLUSTER_OPTIONS = List.of(
            "--instance",
            "--metrics-port",
            "--metrics-host",
            "--allowed-host",
            "--token-file",
            "--kafka-metrics",
            "--topic-prefix");
    private static final Path DEFAULT_FOLDER = Path.of("steerscope-out");

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private WorkerOptions worker;

    @Mixin
    private FailureOptions failures;

    @Mixin
    private ImageLimitOptions imageLimits;

    @Mixin
    private TextLimitOptions textLimits;

    @Option(names = "--scorer", paramLabel = "BUNDLE", required = true, description = "Bundle that judges the images.")
    private Path scorer;

    @Mixin
    private ScorerTypeOption type;

    @Option(
            names = {"--run", "--out"},
            paramLabel = "DIR",
            description = "Folder of a finished run (default: steerscope-out, unless a Kafka is named). Writes"
                    + " margins-SCORER.csv there, and of unsteered images baseline-SCORER.csv, and report.json,"
                    + " report.html, report.md and report.txt with all scorers.")
    private @Nullable Path run;

    @Mixin
    private EmbeddingOptions embeddings;

    @Option(
            names = "--retry-failed",
            description = "First try the images again that this scorer could not judge for a reason that may have gone,"
                    + " as a folder that was missing.")
    private boolean retryFailed;

    @Override
    public Integer call() throws InterruptedException {
        if (run != null && kafka.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "give --run DIR or --bootstrap-server HOST:PORT, not both");
        }
        if (run == null && kafka.isGiven()) {
            return new ClusterRescoring(spec, kafka, worker, bounds())
                    .run(type.open(scorer), embeddings.keeps(), retryFailed);
        }
        CLUSTER_OPTIONS.stream().filter(this::isGiven).findFirst().ifPresent(option -> {
            throw new ParameterException(
                    spec.commandLine(), option + " is for a cluster: name one with --bootstrap-server HOST:PORT");
        });
        return rescoreFolder(run == null ? DEFAULT_FOLDER : run);
    }

    private int rescoreFolder(Path folder) throws InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw new ActionableException("there is no folder " + folder
                    + ": name that of a finished run with --run DIR, or a cluster with --bootstrap-server HOST:PORT");
        }
        Rescoring.requireRun(new RunFolder(folder));
        RescoreSettings settings = new RescoreSettings(
                new RunFolder(folder),
                type.open(scorer),
                worker.device(),
                isGiven("--threads") ? worker.scorerThreads() : null,
                embeddings.asked().orElse(null),
                bounds(),
                retryFailed);
        PrintWriter err = spec.commandLine().getErr();
        ProgressDisplay display = new ProgressDisplay(err, Terminal.isStandardError());
        try (StopSignal stop = StopSignal.install();
                RunLog log = RunLog.open(settings.folder().log())) {
            RunConsole console = new RunConsole(err, display, stop, log, null);
            RunOutcome outcome = Rescoring.execute(settings, console);
            if (outcome instanceof RunOutcome.Stopped) {
                console.say("stopped; run the same command again to continue");
                return INTERRUPTED;
            }
            String files = folder.resolve("report.html") + ", report.md, report.json, report.txt";
            if (outcome instanceof RunOutcome.FinishedBefore before) {
                print(before.table());
                console.say("judged by this scorer in the run itself, nothing is new: " + files);
            } else if (outcome instanceof RunOutcome.Finished finished) {
                print(finished.table());
                console.say(RunTimes.text(finished));
                console.say(speed(finished));
                console.say("results: " + files + " (all scorers), margins-*.csv (the new one); margins.csv stays");
                if (finished.retryable() > 0) {
                    console.say(LetterText.counted(finished.retryable(), "image")
                            + " could not be judged for a reason that may have gone, as a folder that was missing: the same"
                            + " command with --retry-failed tries them again");
                }
            }
            return 0;
        }
    }

    private WorkerBounds bounds() {
        return failures.with(textLimits.on(imageLimits.on(RecordLimits.DEFAULT)));
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private static String speed(RunOutcome.Finished finished) {
        long records = finished.times().stream().mapToLong(StageTime::records).sum();
        double seconds = finished.duration().toMillis() / 1000.0;
        return String.format(
                Locale.ROOT,
                "%,d images in %.1f s, %.1f images/s with start and report",
                records,
                seconds,
                records / seconds);
    }

    private void print(String table) {
        PrintWriter results = spec.commandLine().getOut();
        results.print(table);
        results.flush();
    }
}
