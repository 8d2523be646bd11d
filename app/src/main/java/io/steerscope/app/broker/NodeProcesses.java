package io.steerscope.app.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.foundation.thread.DaemonThreads;

/**
 * The nodes of a cluster as processes. Each ends in order when its input does: when it is told to, and also when this
 * process is gone. A signal of the terminal reaches it, too.
 */
public final class NodeProcesses implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<NodeProcess> nodes = new ArrayList<>();

    /** One of the nodes. */
    public static final class NodeProcess {

        private final int number;
        private final Process process;
        private volatile boolean ready;
        private boolean told;

        private NodeProcess(int number, Process process) {
            this.number = number;
            this.process = process;
        }

        /** Its number, from 1 on. */
        public int number() {
            return number;
        }

        /** Id of its process. */
        public long pid() {
            return process.pid();
        }

        /** Exit status, once it has ended. */
        public int status() {
            return process.exitValue();
        }
    }

    private NodeProcesses() {}

    /**
     * Starts a process for every node.
     *
     * @param nodes how many
     * @param command program and arguments of a node, by its number; it prints a line when it serves clients
     * @param withheld names of variables that the processes are not to have
     * @throws ActionableException if one cannot be started
     */
    public static NodeProcesses start(int nodes, IntFunction<List<String>> command, Predicate<String> withheld) {
        NodeProcesses processes = new NodeProcesses();
        try {
            for (int node = 1; node <= nodes; node++) {
                ProcessBuilder builder =
                        new ProcessBuilder(command.apply(node)).redirectError(ProcessBuilder.Redirect.INHERIT);
                builder.environment().keySet().removeIf(withheld);
                NodeProcess started = new NodeProcess(node, builder.start());
                processes.nodes.add(started);
                DaemonThreads.of("output-of-node-" + node, () -> read(started)).start();
            }
            return processes;
        } catch (IOException e) {
            processes.close();
            throw new ActionableException("cannot start a node: " + Reason.of(e), e);
        }
    }

    private static void read(NodeProcess node) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(node.process.getInputStream(), StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                node.ready = true;
            }
        } catch (IOException e) {
            // It has ended, which is told elsewhere.
        }
    }

    /** The nodes, the first one first. */
    public List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** Whether all serve clients. */
    public boolean areReady() {
        return nodes.stream().allMatch(node -> node.ready);
    }

    /** Whether one of them runs. */
    public boolean anyRuns() {
        return nodes.stream().anyMatch(node -> node.process.isAlive());
    }

    /** Those that have ended since this was asked last. */
    public List<NodeProcess> ended() {
        List<NodeProcess> ended = new ArrayList<>();
        for (NodeProcess node : nodes) {
            if (!node.told && !node.process.isAlive()) {
                node.told = true;
                ended.add(node);
            }
        }
        return ended;
    }

    /** Ends all in order, and those that do not end in time by force. */
    @Override
    public void close() {
        for (NodeProcess node : nodes) {
            try {
                node.process.getOutputStream().close();
            } catch (IOException e) {
                // It has ended.
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (NodeProcess node : nodes) {
            try {
                if (!node.process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    node.process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                node.process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
