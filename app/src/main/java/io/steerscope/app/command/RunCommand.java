package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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
import io.steerscope.app.experiment.FolderChoices;
import io.steerscope.app.experiment.RunFolder;
import io.steerscope.app.experiment.RunImages;
import io.steerscope.app.experiment.RunOutcome;
import io.steerscope.app.experiment.RunPhases;
import io.steerscope.app.experiment.RunSettings;
import io.steerscope.app.ingest.CheckedSource;
import io.steerscope.app.ingest.SourceOptions;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.limit.RecordLimits;

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

    @Option(
            names = "--images",
            paramLabel = "SOURCE",
            description = "Images that were made elsewhere, instead of making any: a folder, a table or shards, as of"
                    + " ingest. With files added, the same command goes on.")
    private @Nullable String images;

    @Mixin
    private ImageSourceOptions imageSource;

    @Mixin
    private ImageLimitOptions imageLimits;

    @Mixin
    private FailureOptions failures;

    @Mixin
    private RunModelOptions models;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "steerscope-out",
            description = "Folder of results and of all state (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--no-dashboard", description = "No dashboard.")
    private boolean noDashboard;

    @Option(
            names = "--exit",
            description = "End when the results are written. On a terminal the dashboard is otherwise served on until"
                    + " Ctrl-C; elsewhere the command always ends.")
    private boolean exit;

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

    @Mixin
    private EmbeddingOptions embeddings;

    @Option(
            names = "--image-folder",
            paramLabel = "DIR",
            description = "Folder for images too large for their record (default: large-images in --out).")
    private @Nullable Path imageFolder;

    @Mixin
    private DryRunOptions dryRun;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (images == null) {
            GenerationOnly.require(spec.commandLine());
        } else {
            GenerationOnly.refuse(spec.commandLine());
        }
        boolean isDry = dryRun.isAsked();
        RunPhases phases = RunPhases.sinceStartOfProcess();
        phases.end("Java and the command line");
        List<String> ofTypes = new ArrayList<>();
        RunSettings settings = settings(ofTypes);
        if (isDry) {
            ofTypes.forEach(this::say);
            return new RunDryRun(spec, settings).show(dryRun.isTimed());
        }
        ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), Terminal.isStandardError());
        try (StopSignal stop = StopSignal.install();
                RunLog log = RunLog.open(settings.folder().log())) {
            RunConsole console = new RunConsole(
                    spec.commandLine().getErr(), display, stop, log, servesOn() ? this::showServed : null);
            console.sayAtStart(ofTypes);
            console.sayAtStart(planned(settings.images()));
            phases.end(images == null ? "pairs and bundles" : "images and bundles");
            RunOutcome outcome = ExperimentRun.execute(settings, console, phases);
            if (outcome instanceof RunOutcome.Stopped stopped) {
                console.say(stoppedLine(stopped.counts()) + "; run the same command again to continue");
                return INTERRUPTED;
            }
            if (outcome instanceof RunOutcome.FinishedBefore before) {
                print(before.table());
                sayResults();
                console.say("the dashboard: steerscope view " + out);
            } else if (outcome instanceof RunOutcome.Finished finished && !console.servesOn()) {
                show(finished);
            }
            return 0;
        }
    }

    private boolean servesOn() {
        return !exit && !noDashboard && Terminal.isStandardError();
    }

    private void showServed(RunOutcome.Finished finished) {
        show(finished);
        say("the dashboard is served until Ctrl-C, and again by: steerscope view " + out);
    }

    private void show(RunOutcome.Finished finished) {
        print(finished.table());
        say(RunTimes.text(finished));
        if (finished.decided() > 0) {
            say("%s of %s images were not made, as their cells were decided"
                    .formatted(Numbers.count(finished.decided()), Numbers.count(finished.expected())));
        }
        if (finished.retryable() > 0) {
            say(LetterText.counted(finished.retryable(), "image")
                    + " failed for a reason that may have gone: steerscope dead-letters retry --run " + out
                    + " --kind MISSING_IMAGE,PROCESSING_ERROR, then the same run, tries them again");
        }
        sayResults();
    }

    private void sayResults() {
        say("results: " + out.resolve("report.html") + ", report.md, report.json, margins.csv, images/"
                + (Files.exists(new RunFolder(out).baselineMargins()) ? ", baseline.csv, baseline/" : ""));
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private void print(String table) {
        PrintWriter results = spec.commandLine().getOut();
        results.print(table);
        results.flush();
    }

    private static List<String> planned(RunImages images) {
        if (images instanceof RunImages.Generated generated) {
            return PlannedImages.lines(generated.design());
        }
        RunImages.Ingested ingested = (RunImages.Ingested) images;
        return List.of(PlannedImages.line(ingested.set()));
    }

    private RunSettings settings(List<String> ofTypes) throws IOException {
        RunFolder folder = new RunFolder(out);
        FolderChoices choices = FolderChoices.of(folder);
        RecordLimits limits = imageLimits.on(experiment.limits());
        SdxlBundle bundle = images == null ? models.generator(choices, ofTypes::add) : null;
        List<ClipBundle> judges = models.scorers(choices);
        return new RunSettings(
                folder,
                bundle == null ? ingested(String.valueOf(images), judges, limits) : generated(bundle, judges, choices),
                judges,
                models.device(),
                imageFolder,
                models.parallelism(bundle == null ? judges.get(0) : bundle),
                noDashboard ? null : dashboardPort,
                port,
                failures.with(limits),
                embeddings.asked().or(choices::keepsEmbeddings).orElse(true));
    }

    private RunImages generated(SdxlBundle bundle, List<ClipBundle> judges, FolderChoices choices) throws IOException {
        ExperimentDesign design = experiment.design(
                bundle, judges, judges.stream().map(ClipBundle::id).toList(), choices.baseline(), this::tell);
        spec.commandLine().getErr().flush();
        return new RunImages.Generated(design, bundle, models.batchSize());
    }

    private RunImages ingested(String source, List<ClipBundle> scorerBundles, RecordLimits limits) throws IOException {
        String made =
                models.named() == null ? SourceOptions.UNKNOWN : models.named().toString();
        CountDisplay display =
                new CountDisplay("images checked", spec.commandLine().getErr());
        CheckedSource checked =
                CheckedSource.read(imageSource.of(source, made, limits, true, scorerBundles), display::show);
        display.finish();
        checked.remarks().forEach(this::tell);
        spec.commandLine().getErr().flush();
        String id = experiment.named();
        return new RunImages.Ingested(
                checked.set(id == null ? ImageSourceOptions.experimentId(source) : id, experiment.smallestEffect()),
                checked);
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + line);
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
