package io.steerscope.app.command;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.app.experiment.Parallelism;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.device.Device;

/** Options of the commands that run one worker of a cluster. */
final class WorkerOptions {

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            description = "Name of this worker, the same after a restart, unique in its stage (default: a random one).")
    private @Nullable String instance;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one model operator; results depend on it in the last bits"
                    + " (default: 1, but all cores for an image model of more than 256 MiB).")
    private @Nullable Integer threads;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "cpu, cuda or cuda:N (default: ${DEFAULT-VALUE}).")
    private Device device;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Port of /health and /metrics; 0 for any free one (default: none).")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--metrics-host",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "Address of /health and /metrics (default: ${DEFAULT-VALUE}).")
    private String metricsHost;

    String instance() {
        return instance == null ? UUID.randomUUID().toString().substring(0, 8) : instance;
    }

    /** For a scorer, which puts several batches through its model side by side. */
    int scorerThreads() {
        return threads == null ? 1 : threads;
    }

    int generatorThreads(ModelBundle generator) {
        return Parallelism.choose(generator, threads, 1).threads();
    }

    Device device() {
        return device;
    }

    @Nullable
    Integer metricsPort() {
        return metricsPort;
    }

    String metricsHost() {
        return metricsHost;
    }
}
