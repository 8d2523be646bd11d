package io.steerscope.app.experiment;

import java.net.URI;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.port.FreePort;
import io.steerscope.foundation.resource.OpenedResources;

/** The dashboard of the folder of a run, finished or interrupted: its broker and an aggregator, and no worker. */
public final class RunView implements AutoCloseable {

    private final RunFolder folder;
    private final OpenRun run;
    private final Aggregator aggregator;
    private final OpenedResources opened;

    private RunView(RunFolder folder, OpenRun run, Aggregator aggregator, OpenedResources opened) {
        this.folder = folder;
        this.run = run;
        this.aggregator = aggregator;
        this.opened = opened;
    }

    /**
     * Checks what can be checked before anything is started or written.
     *
     * @throws ActionableException if the folder is none of a run, or the port is taken
     */
    public static void require(RunFolder folder, int port) {
        Rescoring.requireRun(folder);
        FreePort.require(RunAggregator.LOOPBACK, port, "--dashboard-port");
    }

    /**
     * Opens the folder and serves its dashboard until it is closed.
     *
     * @param port port on 127.0.0.1, 0 for any free one
     * @throws ActionableException if the folder is none of a run, or is in use; or if the port is taken
     */
    public static RunView open(RunFolder folder, int port) {
        require(folder, port);
        OpenedResources opened = new OpenedResources();
        try {
            OpenRun run = OpenRun.open(folder);
            opened.add(run, run::close);
            Aggregator aggregator =
                    RunAggregator.start(folder, new RunClients(run.bootstrapServers()), run.topics(), port);
            opened.add(aggregator, aggregator::close);
            return new RunView(folder, run, aggregator, opened);
        } catch (RuntimeException e) {
            throw opened.closedAfter(e);
        }
    }

    /** Where the dashboard is. */
    public URI dashboard() {
        return aggregator.httpAddress();
    }

    /** Address of the embedded broker. */
    public String bootstrapServers() {
        return run.bootstrapServers();
    }

    /** @throws ActionableException if it cannot go on */
    public void requireAlive() {
        RunAggregator.requireAlive(aggregator, folder);
    }

    @Override
    public void close() {
        opened.close();
    }
}
