package io.steerscope.app.experiment;

import java.time.Duration;

import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerProgress;

/**
 * Where the time of one worker went, in this run. Model, waiting and commits are in different threads and may overlap
 * with those of other workers.
 *
 * @param worker name of the worker
 * @param records records settled in this run
 * @param model time in the model
 * @param waiting time that the model waited for records
 * @param preparing time spent on decoding and preparing records
 * @param committing time in transactions
 */
public record StageTime(
        String worker, long records, Duration model, Duration waiting, Duration preparing, Duration committing) {

    static StageTime of(String name, Worker worker) {
        WorkerProgress progress = worker.progress();
        return new StageTime(
                name,
                progress.settled(),
                progress.processTime(),
                progress.waitTime(),
                progress.prepareTime(),
                progress.commitTime());
    }
}
