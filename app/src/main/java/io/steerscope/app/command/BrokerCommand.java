package io.steerscope.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.broker.EmbeddedBroker;

/** Runs a single-node Kafka for work on one machine, until the process is told to stop. */
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
            description = "Port for clients on 127.0.0.1; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Override
    public Integer call() throws InterruptedException {
        try (StopSignal stop = StopSignal.install();
                EmbeddedBroker broker = EmbeddedBroker.start(data, port)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("Kafka is ready at " + broker.bootstrapServers() + " (Ctrl-C stops it)");
            out.flush();
            stop.await();
        }
        return 0;
    }
}
