package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.experiment.ExperimentRun;
import io.steerscope.app.experiment.Parallelism;
import io.steerscope.app.experiment.RunFolder;
import io.steerscope.app.experiment.RunOutcome;
import io.steerscope.app.experiment.RunSettings;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.producer.design.ExperimentDesign;

/** The whole experiment on one machine. */
@Command(
        name = "run",
        description = {
            "Runs a whole experiment on this machine: Kafka, all stages, live dashboard, final report.",
            "Interrupted, the same command continues."
        })
final class RunCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions experiment;

    @Mixin
    private FailureOptions failures;

    @Option(
            names = "--generator",
            paramLabel = "BUNDLE",
            description = "Bundle that makes the images (default: bundles/toybox-sdxl of the project).")
    private @Nullable Path generator;

    @Option(
            names = "--scorer",
            paramLabel = "BUNDLE",
            description = "Bundle that judges the images; may be given again"
                    + " (default: bundles/toybox-clip of the project).")
    private List<Path> scorers = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "steerscope-out",
            description = "Folder of results and of all state (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--no-dashboard", description = "No dashboard.")
    private boolean noDashboard;

    @Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the dashboard on 127.0.0.1 (default: any free one).")
    private int dashboardPort;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the embedded Kafka on 127.0.0.1 (default: any free one).")
    private int port;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one model operator; results depend on it in the last bits"
                    + " (default: 1 for small models, else all cores).")
    private @Nullable Integer threads;

    @Option(
            names = "--generator-workers",
            paramLabel = "N",
            description = "Generator workers side by side (default: one for each core for small models, else 1).")
    private @Nullable Integer generatorWorkers;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images that go through the model at once; results may depend on it in the last bits"
                    + " (default: the bundle's, at most 8 on a CPU).")
    private @Nullable Integer batchSize;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunSettings settings = settings();
        ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), Terminal.isStandardError());
        try (StopSignal stop = StopSignal.install();
                RunLog log = RunLog.open(settings.folder().log())) {
            RunConsole console = new RunConsole(spec.commandLine().getErr(), display, stop, log);
            RunOutcome outcome = ExperimentRun.execute(settings, console);
            if (outcome instanceof RunOutcome.Stopped stopped) {
                console.say(stoppedLine(stopped.counts()) + "; run the same command again to continue");
                return INTERRUPTED;
            }
            if (outcome instanceof RunOutcome.FinishedBefore before) {
                print(before.table());
            } else if (outcome instanceof RunOutcome.Finished finished) {
                print(finished.table());
                console.say(RunTimes.text(finished));
                if (finished.retryable() > 0) {
                    console.say(LetterText.counted(finished.retryable(), "image")
                            + " failed for a reason that may have gone: steerscope dead-letters retry --run " + out
                            + " --kind MISSING_IMAGE,PROCESSING_ERROR, then the same run, tries them again");
                }
            }
            console.say("results: " + out.resolve("report.html") + ", report.md, report.json, margins.csv, images/");
            return 0;
        }
    }

    private void print(String table) {
        PrintWriter results = spec.commandLine().getOut();
        results.print(table);
        results.flush();
    }

    private RunSettings settings() throws IOException {
        Path generatorFolder = BundleFolders.generator(generator);
        SdxlBundle bundle = BundleFolders.sdxl(generatorFolder);
        List<Path> scorerFolders = scorers.isEmpty() ? List.of(BundleFolders.toyScorer()) : scorers;
        PrintWriter err = spec.commandLine().getErr();
        ExperimentDesign design = experiment.design(
                bundle,
                scorerFolders.stream().map(BundleFolders::clip).toList(),
                line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
        return new RunSettings(
                new RunFolder(out),
                design,
                generatorFolder,
                scorerFolders,
                Parallelism.choose(bundle, threads, generatorWorkers),
                batchSize,
                noDashboard ? null : dashboardPort,
                port,
                failures.with(experiment.limits()));
    }

    private static String stoppedLine(List<StageCount> counts) {
        if (counts.isEmpty()) {
            return "stopped";
        }
        StringBuilder line = new StringBuilder("stopped with ");
        for (int i = 0; i < counts.size(); i++) {
            StageCount count = counts.get(i);
            line.append(i == 0 ? "" : ", ")
                    .append(count.done())
                    .append(" of ")
                    .append(count.expected())
                    .append(i == 0 ? " images" : " scored by " + count.stage());
        }
        return line.toString();
    }
}
