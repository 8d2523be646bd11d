package io.steerscope.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.broker.ClientListener;
import io.steerscope.app.broker.ClusterLayout;
import io.steerscope.app.broker.DataFolderLock;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.broker.NodePorts;
import io.steerscope.app.broker.NodeProcesses;
import io.steerscope.app.broker.NodeProcesses.NodeProcess;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.process.JavaProcess;
import io.steerscope.app.process.ProcessEnd;
import io.steerscope.foundation.thread.DaemonThreads;

/** Runs Kafka, for work on one machine or a first try of a cluster, until the process is told to stop. */
@Command(
        name = "broker",
        description = {
            "Runs Kafka on this machine, until Ctrl-C: a single node, or with --nodes 3 three of them, each a process"
                    + " of its own. Of three, one may be lost at any moment; it is brought back by",
            "  steerscope broker --data DIR --node K"
        })
final class BrokerCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 200;
    private static final String NODE_HEAP = "512m";

    /** How long a node tries to hand over what it leads, which needs a majority of the nodes. */
    private static final Duration HANDING_OVER = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder of the broker; a folder that was used before continues where it ended.")
    private Path data;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Nodes of the cluster: 1, 3 or 5 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--node",
            paramLabel = "K",
            description = "Only node K of the cluster of several nodes that the folder holds, on the ports it had.")
    private @Nullable Integer node;

    @Option(names = "--attended", hidden = true, description = "Ends when the standard input does.")
    private boolean attended;

    @Option(
            names = "--port",
            description = "Port for clients; 0 for any free one (default: " + NodePorts.DEFAULT_PORT
                    + "). Of several nodes that of the first: N ports for clients follow each other, and 2 N by which"
                    + " the nodes reach each other (default: as they were).")
    private @Nullable Integer port;

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
        if (node != null) {
            return runNode(ClusterLayout.read(data), node);
        }
        if (nodes != 1 && nodes != 3 && nodes != 5) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--nodes must be 1, 3 or 5, is %d: a majority of an even number survives no more losses"
                            .formatted(nodes));
        }
        return nodes == 1 ? runSingle() : runAll();
    }

    private int runSingle() throws InterruptedException {
        if (ClusterLayout.isIn(data)) {
            int known = ClusterLayout.read(data).nodes();
            throw new ActionableException(
                    "%s is the folder of a cluster of %d nodes; start it with --nodes %d, or a node of it with --node"
                            .formatted(data, known, known));
        }
        int chosen = port == null ? NodePorts.DEFAULT_PORT : port;
        try (StopSignal stop = StopSignal.install();
                EmbeddedBroker broker =
                        EmbeddedBroker.start(data, new ClientListener(host, chosen, advertisedHost()))) {
            print("Kafka is ready at " + broker.bootstrapServers() + " (Ctrl-C stops it)");
            stop.await();
        }
        return 0;
    }

    private int runNode(ClusterLayout cluster, int number) throws InterruptedException {
        try (StopSignal stop = StopSignal.install()) {
            CountDownLatch inputEnded = attended ? inputEnd() : new CountDownLatch(1);
            EmbeddedBroker broker = EmbeddedBroker.startNode(cluster, number);
            print("Node %d is ready at %s (Ctrl-C stops it)".formatted(number, broker.bootstrapServers()));
            while (!stop.isRequested() && !inputEnded.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                // It serves.
            }
            Thread closing = DaemonThreads.of("end-of-node", broker::close);
            closing.start();
            closing.join(HANDING_OVER.toMillis());
            if (closing.isAlive()) {
                // The others have ended too: there is nobody to hand over to, and everything is on disk.
                ProcessEnd.ofThisProcess().exitNow(0);
            }
        }
        return 0;
    }

    @SuppressWarnings("try") // the lock only has to be closed
    private int runAll() throws InterruptedException {
        try (StopSignal stop = StopSignal.install();
                DataFolderLock lock = DataFolderLock.acquire(data)) {
            ClusterLayout cluster = ClusterLayout.prepare(data, nodes, host, port, advertisedHost());
            try (NodeProcesses processes =
                    NodeProcesses.start(nodes, number -> command(cluster, number), BrokerCommand::isOptionOfAll)) {
                return attend(cluster, processes, stop);
            }
        }
    }

    private int attend(ClusterLayout cluster, NodeProcesses processes, StopSignal stop) throws InterruptedException {
        while (!processes.areReady()) {
            for (NodeProcess ended : processes.ended()) {
                throw new ActionableException("node %d has ended with status %d before it was ready"
                        .formatted(ended.number(), ended.status()));
            }
            if (stop.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return 0;
            }
        }
        processes
                .nodes()
                .forEach(each -> print("node %d: %s, process %d"
                        .formatted(each.number(), cluster.address(each.number()), each.pid())));
        print("Kafka is ready at " + cluster.bootstrapServers() + " (Ctrl-C stops it)");
        while (!stop.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            for (NodeProcess ended : processes.ended()) {
                print(("node %d, process %d, has ended with status %d;"
                                + " it is brought back by steerscope broker --data %s --node %d")
                        .formatted(ended.number(), ended.pid(), ended.status(), data, ended.number()));
            }
            if (!processes.anyRuns()) {
                throw new ActionableException("all nodes that were started here have ended");
            }
        }
        return 0;
    }

    private static List<String> command(ClusterLayout cluster, int number) {
        return JavaProcess.likeThis(
                NODE_HEAP,
                "io.steerscope.app.Steerscope",
                "broker",
                "--data",
                cluster.folder().toString(),
                "--node",
                Integer.toString(number),
                "--attended");
    }

    /** Whether a variable of the environment is an option of the cluster as a whole, which a node does not have. */
    private static boolean isOptionOfAll(String variable) {
        return variable.matches(EnvironmentOptions.PREFIX + "(BROKER_)?(NODES|PORT|HOST|ADVERTISED_HOST)");
    }

    private static CountDownLatch inputEnd() {
        CountDownLatch ended = new CountDownLatch(1);
        DaemonThreads.of("input", () -> {
                    drain(System.in);
                    ended.countDown();
                })
                .start();
        return ended;
    }

    private static void drain(InputStream input) {
        try {
            while (input.read() >= 0) {
                // Nothing is expected but the end.
            }
        } catch (IOException e) {
            // As good as the end.
        }
    }

    private String advertisedHost() {
        return advertisedHost == null ? host : advertisedHost;
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
