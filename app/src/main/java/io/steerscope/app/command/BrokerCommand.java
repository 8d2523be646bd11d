package io.steerscope.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.broker.ClientListener;
import io.steerscope.app.broker.EmbeddedBroker;

/** Runs a single-node Kafka, for work on one machine or a first try of a cluster, until the process is told to stop. */
@Command(name = "broker", description = "Runs a single-node Kafka on this machine, until Ctrl-C.")
final class BrokerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the broker; a folder that was used before continues where it ended.")
    private Path data;

    @Option(
            names = "--port",
            defaultValue = "9092",
            description = "Port for clients; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on; 0.0.0.0 for every one of this machine. Clients need neither password nor"
                            + " encryption (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--advertised-host",
            paramLabel = "HOST",
            description = "Name by which clients reach this machine (default: the address).")
    private @Nullable String advertisedHost;

    @Override
    public Integer call() throws InterruptedException {
        try (StopSignal stop = StopSignal.install();
                EmbeddedBroker broker = EmbeddedBroker.start(
                        data, new ClientListener(host, port, advertisedHost == null ? host : advertisedHost))) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("Kafka is ready at " + broker.bootstrapServers() + " (Ctrl-C stops it)");
            out.flush();
            stop.await();
        }
        return 0;
    }
}
