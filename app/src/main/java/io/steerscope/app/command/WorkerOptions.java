package io.steerscope.app.command;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.steerscope.app.experiment.Parallelism;
import io.steerscope.httpserver.ServerSettings;
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
            defaultValue = "127.0.0.1",
            description = "Address to listen on for /health and /metrics; 0.0.0.0 for all of this machine"
                    + " (default: ${DEFAULT-VALUE}, for this machine alone).")
    private String metricsHost;

    @Option(
            names = "--kafka-metrics",
            description = "Add the meters of Kafka's own clients, some hundred lines, to /metrics.")
    private boolean kafkaMetrics;

    @Mixin
    private AccessOptions access;

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

    /** The server of health and metrics, if one is asked for. */
    Optional<ServerSettings> monitoring() {
        return metricsPort == null ? Optional.empty() : Optional.of(access.settings(metricsHost, metricsPort));
    }

    boolean kafkaMetrics() {
        return kafkaMetrics;
    }
}
