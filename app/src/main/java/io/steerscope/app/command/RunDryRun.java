package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import picocli.CommandLine.Model.CommandSpec;

import io.steerscope.app.experiment.FolderState;
import io.steerscope.app.experiment.RunImages;
import io.steerscope.app.experiment.RunSettings;
import io.steerscope.app.experiment.planning.ExpectedDisk;
import io.steerscope.app.experiment.planning.ExpectedTime;
import io.steerscope.app.experiment.planning.Measurement;
import io.steerscope.app.experiment.planning.MeasurementListener;
import io.steerscope.app.experiment.planning.MeasurementStoppedException;
import io.steerscope.app.progress.StepDisplay;
import io.steerscope.results.document.Numbers;

/** Says what a run would make and take, and writes nothing. */
final class RunDryRun {

    private static final int INTERRUPTED = 130;

    private final CommandSpec spec;
    private final RunSettings settings;
    private final DryRunText text;

    RunDryRun(CommandSpec spec, RunSettings settings) {
        this.spec = spec;
        this.settings = settings;
        this.text = new DryRunText(spec.commandLine().getOut());
    }

    /**
     * Prints all of it and returns the exit status.
     *
     * @param timed whether images are made and judged to tell the time
     */
    int show(boolean timed) throws IOException {
        FolderState state = FolderState.of(settings);
        long all = expected();
        text.title(settings.experimentId());
        if (settings.images() instanceof RunImages.Generated generated) {
            text.images(generated.design());
        } else {
            text.images(((RunImages.Ingested) settings.images()).set());
        }
        long left = left(state, all);
        text.section("folder", List.of(words(state, all)));
        boolean complete = true;
        if (!timed) {
            text.section("time and disk", List.of("not measured, because of --no-timing"));
        } else if (left == 0) {
            text.section("time", List.of("nothing is left to make"));
        } else {
            complete = measure(all, left);
        }
        if (settings.images() instanceof RunImages.Generated generated) {
            text.effects(generated.design());
            text.jobs(generated.design());
        } else {
            text.jobs(((RunImages.Ingested) settings.images()).set());
        }
        return complete ? 0 : INTERRUPTED;
    }

    private long expected() {
        return settings.images() instanceof RunImages.Generated generated
                ? generated.design().expectedJobs()
                : ((RunImages.Ingested) settings.images()).set().images().size();
    }

    private static long left(FolderState state, long all) {
        if (state instanceof FolderState.Finished) {
            return 0;
        }
        return state instanceof FolderState.Begun begun ? all - begun.made() : all;
    }

    private String words(FolderState state, long all) {
        String folder = settings.folder().root().toString();
        if (state instanceof FolderState.Finished) {
            return folder + " holds this run, finished: run would print its table again";
        }
        if (state instanceof FolderState.Begun begun) {
            return "%s holds this run, begun: %s of %s there, %s left"
                    .formatted(
                            folder,
                            Numbers.count(begun.made()),
                            Numbers.count(all, "image"),
                            Numbers.count(all - begun.made()));
        }
        return folder + " holds no run yet: " + Numbers.count(all, "image")
                + (settings.images() instanceof RunImages.Generated ? " to make" : " to read");
    }

    /** Whether it was not stopped. */
    private boolean measure(long all, long left) throws IOException {
        try (StopSignal stop = StopSignal.install()) {
            Told told = new Told(spec.commandLine().getErr(), stop);
            Measurement.Result result = Measurement.of(settings, told);
            told.end();
            text.section("time", time(result.measurement(), left));
            text.section("disk", disk(ExpectedDisk.of(settings, result.sizes()), all, left));
            return true;
        } catch (MeasurementStoppedException e) {
            text.section("time and disk", List.of("not measured, as it was stopped"));
            return false;
        }
    }

    private List<String> time(Measurement measurement, long left) {
        ExpectedTime time = ExpectedTime.of(
                measurement,
                left,
                settings.parallelism(),
                settings.device(),
                Runtime.getRuntime().availableProcessors());
        List<String> lines = new ArrayList<>();
        lines.add("%s%s: %s at %s images/s, and %s around them (models, Kafka, report)"
                .formatted(
                        stops() ? "at most " : "",
                        DryRunText.about(time.total()),
                        Numbers.count(left, "image"),
                        rate(time.imagesPerSecond()),
                        DryRunText.seconds(time.around().toMillis() / 1e3)));
        Measurement.Generation generation = measurement.generation();
        if (generation != null) {
            lines.add("measured: %s of %s steps in %s by %s on %s"
                    .formatted(
                            Numbers.count(generation.images(), "image"),
                            generation.steps().stream().map(String::valueOf).collect(Collectors.joining(" and ")),
                            DryRunText.seconds(generation.seconds()),
                            Numbers.count(settings.parallelism().workers(), "generator"),
                            settings.device()));
        }
        for (Measurement.Scoring scoring : measurement.scoring()) {
            lines.add("measured: %s judged by %s in %s"
                    .formatted(
                            Numbers.count(scoring.images(), "image"),
                            DryRunText.visible(scoring.scorerId()),
                            DryRunText.seconds(scoring.seconds())));
        }
        return lines;
    }

    private boolean stops() {
        return settings.images() instanceof RunImages.Generated generated
                && generated.design().stop() != null;
    }

    private List<String> disk(ExpectedDisk disk, long all, long left) throws IOException {
        long free = FolderState.freeBytes(settings.folder());
        List<String> lines = new ArrayList<>();
        lines.add("%sabout %s: images %s, topics %s, embeddings %s, statistics %s"
                .formatted(
                        stops() ? "at most " : "",
                        DryRunText.bytes(disk.total()),
                        DryRunText.bytes(disk.images()),
                        DryRunText.bytes(disk.topics()),
                        DryRunText.bytes(disk.embeddings()),
                        DryRunText.bytes(disk.state())));
        long needed = Math.round((double) disk.total() * left / all);
        lines.add("%s free on the disk of %s%s"
                .formatted(
                        DryRunText.bytes(free),
                        settings.folder().root(),
                        needed > free ? ", which is too little: make room, or choose another --out" : ""));
        return lines;
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond >= 0.1 ? "%.1f" : "%.4f", perSecond);
    }

    /** Tells of a measurement on standard error. */
    private static final class Told implements MeasurementListener {

        private final PrintWriter err;
        private final StopSignal stop;
        private final StepDisplay steps;

        Told(PrintWriter err, StopSignal stop) {
            this.err = err;
            this.stop = stop;
            this.steps = new StepDisplay(err, Terminal.isStandardError(), System::nanoTime);
        }

        @Override
        public void begins(String what) {
            steps.end();
            err.println("measuring: " + what);
            err.flush();
            steps.begin();
        }

        @Override
        public void stepDone(int done, int of) {
            if (done == 1) {
                steps.begin();
            }
            steps.stepDone(done, of);
        }

        void end() {
            steps.end();
        }

        @Override
        public boolean stopRequested() {
            return stop.isRequested();
        }
    }
}
