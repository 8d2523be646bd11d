package io.steerscope.app.experiment.planning;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.TransientFailureException;

/** A batch that goes through a stage outside of a worker, to be timed. */
final class StagePass {

    private StagePass() {}

    /**
     * Prepares and processes a batch.
     *
     * @return the results, without those that failed
     * @throws ActionableException if one of the inputs is refused
     */
    static <I, P, R> List<R> of(StageProcessor<I, P, R> stage, List<I> inputs) {
        try {
            List<P> prepared = new ArrayList<>();
            for (I input : inputs) {
                prepared.add(stage.prepare(input, new RecordPosition(0, 0)));
            }
            List<R> results = new ArrayList<>();
            for (Outcome<R> outcome : stage.process(prepared)) {
                if (outcome instanceof Outcome.Emit<R> emitted) {
                    results.add(emitted.value());
                }
            }
            return results;
        } catch (RejectedRecordException | TransientFailureException e) {
            throw new ActionableException(String.valueOf(e.getMessage()), e);
        }
    }
}
