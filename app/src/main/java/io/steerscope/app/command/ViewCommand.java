package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.steerscope.app.experiment.RunFolder;
import io.steerscope.app.experiment.RunView;

/** The dashboard of a run that has ended. */
@Command(
        name = "view",
        description = {
            "Serves the dashboard of a run again, finished or interrupted, until Ctrl-C.",
            "No image is made or scored; to continue an interrupted run, give its own command again."
        })
final class ViewCommand implements Callable<Integer> {

    private static final long WATCH_MILLIS = 200;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "steerscope-out",
            description = "Folder of the run (default: ${DEFAULT-VALUE}).")
    private Path run;

    @Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the dashboard on 127.0.0.1 (default: any free one).")
    private int dashboardPort;

    @Override
    public Integer call() throws IOException, InterruptedException {
        RunFolder folder = new RunFolder(run);
        RunView.require(folder, dashboardPort);
        try (StopSignal stop = StopSignal.install();
                RunLog log = RunLog.open(folder.log());
                RunView view = RunView.open(folder, dashboardPort)) {
            say(
                    Files.exists(folder.report())
                            ? "finished; results: " + folder.html()
                            : "not finished: the command of the run, given again, continues it");
            say("dashboard: " + view.dashboard());
            say("Kafka: " + view.bootstrapServers() + ", log: " + log.file() + "; Ctrl-C ends");
            while (!stop.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                view.requireAlive();
            }
            return 0;
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
