package io.steerscope.app.experiment;

import java.util.Collection;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.loop.Worker;

/** Workers inside a run, watched and ended together. */
final class RunWorkers {

    private RunWorkers() {}

    /** @throws ActionableException if the worker has died */
    static void requireAlive(String name, Worker worker) {
        worker.failure().ifPresent(failure -> {
            throw new ActionableException(name + " failed: " + FailureLine.of(failure), failure);
        });
    }

    /** Ends all, side by side. */
    static void close(Collection<Worker> workers) {
        workers.forEach(Worker::requestStop);
        workers.forEach(Worker::close);
    }
}
