package io.steerscope.benchmarks.scaling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.steerscope.benchmarks.faults.RoleProcess;

/**
 * A process with one worker or several.
 *
 * @param process the process
 * @param workers names of its workers, which are the client ids of their consumers
 * @param sources the commits of each, in the order of the names
 */
record WorkerProcess(RoleProcess process, List<String> workers, List<CommitSource> sources) implements AutoCloseable {

    WorkerProcess {
        workers = List.copyOf(workers);
        sources = List.copyOf(sources);
    }

    /** The commits of each worker so far. */
    List<CommitTrace> traces() throws IOException {
        List<CommitTrace> traces = new ArrayList<>();
        for (CommitSource source : sources) {
            traces.add(source.trace());
        }
        return traces;
    }

    @Override
    public void close() {
        process.close();
        sources.forEach(CommitSource::close);
    }
}
