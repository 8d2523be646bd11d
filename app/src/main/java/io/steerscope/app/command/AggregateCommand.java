package io.steerscope.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.app.failure.ActionableException;

/** The aggregator of a cluster. */
@Command(
        name = "aggregate",
        description = "Runs the aggregator: scores to live statistics, dashboard and reports, until Ctrl-C.")
final class AggregateCommand implements Callable<Integer> {

    private static final long WATCH_MILLIS = 500;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "steerscope-state",
            description = "Folder for local state; it may be deleted at any time (default: ${DEFAULT-VALUE}).")
    private Path state;

    @Option(
            names = "--http-host",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "Address of dashboard, API, /health and /metrics (default: ${DEFAULT-VALUE}).")
    private String httpHost;

    @Option(
            names = {"--http-port", "--metrics-port"},
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "Port of dashboard, API, /health and /metrics; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--advertised-host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description = "Host by which others reach this one (default: ${DEFAULT-VALUE}).")
    private String advertisedHost;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "Name of this instance, the same after a restart (default: a new member every time).")
    private @Nullable String instance;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = AggregatorSettings.DEFAULT_APPLICATION_ID,
            description = "Name shared by instances that share the work (default: ${DEFAULT-VALUE}).")
    private String applicationId;

    @Override
    public Integer call() throws InterruptedException {
        AggregatorSettings shared = AggregatorSettings.local(kafka.clientProperties(), kafka.existingTopics(), state)
                .withApplicationId(applicationId)
                .withHttp(httpHost, httpPort, advertisedHost);
        AggregatorSettings settings = instance == null ? shared : shared.withInstanceId(instance);
        PrintWriter out = spec.commandLine().getOut();
        try (StopSignal stop = StopSignal.install();
                Aggregator aggregator = Aggregator.start(settings)) {
            out.println("aggregator runs (Ctrl-C stops it); dashboard: " + aggregator.httpAddress());
            out.flush();
            while (!stop.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                String streams = aggregator.check().state();
                if (streams.contains("error")) {
                    throw new ActionableException("aggregator failed: its streams are in state " + streams
                            + "; run it again with --verbose, or read its log");
                }
            }
        }
        return 0;
    }
}
