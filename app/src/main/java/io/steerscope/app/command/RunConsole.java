package io.steerscope.app.command;

import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.experiment.RunMonitor;
import io.steerscope.app.experiment.RunOutcome;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;

/** Shows a run on standard error, and ends it when the process is told to stop. */
final class RunConsole implements RunMonitor {

    private final PrintWriter err;
    private final ProgressDisplay display;
    private final StopSignal stop;
    private final RunLog log;
    private final List<String> atStart = new ArrayList<>();
    private final @Nullable Consumer<RunOutcome.Finished> served;
    private List<StageCount> last = List.of();

    /** @param served shows the results where the dashboard is served on after them; null where it is not */
    RunConsole(
            PrintWriter err,
            ProgressDisplay display,
            StopSignal stop,
            RunLog log,
            @Nullable Consumer<RunOutcome.Finished> served) {
        this.served = served;
        this.err = err;
        this.display = display;
        this.stop = stop;
        this.log = log;
    }

    /** Prints a line below what was drawn. */
    void say(String line) {
        err.println(line);
        err.flush();
    }

    /** Keeps lines that are of interest only where the run starts. */
    void sayAtStart(List<String> lines) {
        atStart.addAll(lines);
    }

    @Override
    public void starting(String what) {
        atStart.forEach(this::say);
        atStart.clear();
        if (what.equals("report")) {
            display.finish(last);
            say("writing the report");
        } else {
            say("starting the " + what);
        }
    }

    @Override
    public void started(@Nullable URI dashboard, String bootstrapServers) {
        if (dashboard != null) {
            say("dashboard: " + dashboard);
        }
        say("Kafka: " + bootstrapServers + ", log: " + log.file());
    }

    @Override
    public void progress(List<StageCount> counts) {
        if (!counts.isEmpty()) {
            last = counts;
            display.show(counts, System.nanoTime());
        }
    }

    @Override
    public boolean servesOn() {
        return served != null;
    }

    @Override
    public void finished(RunOutcome.Finished outcome) {
        if (served != null) {
            served.accept(outcome);
        }
    }

    @Override
    public boolean stopRequested() {
        if (stop.isRequested()) {
            say("stopping, this takes some seconds");
            return true;
        }
        return false;
    }
}
