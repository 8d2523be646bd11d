package io.steerscope.worker.loop;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.TransientFailureException;
import io.steerscope.worker.stage.UnusableModelException;

/**
 * Runs batches so that a record that makes the model fail harms no other: transient failures are retried, then a
 * failing batch is halved until the culprits stand alone.
 */
final class BatchIsolation<P, O> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchIsolation.class);

    private final StageProcessor<?, P, O> processor;
    private final RetryPolicy retries;
    private final int failureLimit;
    private int failuresInARow;

    BatchIsolation(StageProcessor<?, P, O> processor, RetryPolicy retries, int failureLimit) {
        this.processor = processor;
        this.retries = retries;
        this.failureLimit = failureLimit;
    }

    /**
     * One outcome for each record of {@code batch}, in order.
     *
     * @throws WorkerFailedException if the model is unusable, or so many records in a row have failed that it must be
     */
    List<Outcome<O>> process(List<P> batch) throws InterruptedException {
        List<Outcome<O>> outcomes = new ArrayList<>(batch.size());
        isolate(batch, outcomes);
        return outcomes;
    }

    private void isolate(List<P> batch, List<Outcome<O>> outcomes) throws InterruptedException {
        try {
            outcomes.addAll(processWithRetries(batch));
            failuresInARow = 0;
        } catch (UnusableModelException e) {
            throw new WorkerFailedException(FailureLine.of(e), e);
        } catch (TransientFailureException | RuntimeException e) {
            if (batch.size() == 1) {
                outcomes.add(blame(e));
                return;
            }
            LOG.atWarn()
                    .addKeyValue("records", batch.size())
                    .addKeyValue("error", FailureLine.of(e))
                    .log("A batch failed; its halves are tried by themselves");
            int middle = batch.size() / 2;
            isolate(batch.subList(0, middle), outcomes);
            isolate(batch.subList(middle, batch.size()), outcomes);
        }
    }

    private List<Outcome<O>> processWithRetries(List<P> batch) throws TransientFailureException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                List<Outcome<O>> outcomes = processor.process(batch);
                if (outcomes.size() != batch.size()) {
                    throw new IllegalStateException(
                            "the stage gave %d outcomes for %d records".formatted(outcomes.size(), batch.size()));
                }
                return outcomes;
            } catch (TransientFailureException e) {
                if (attempt >= retries.attempts()) {
                    throw e;
                }
                Thread.sleep(retries.delayAfter(attempt).toMillis());
            }
        }
    }

    private Outcome<O> blame(Exception failure) {
        failuresInARow++;
        if (failuresInARow >= failureLimit) {
            throw new WorkerFailedException(
                    "the model failed on %d records in a row, the last with: %s"
                            .formatted(failuresInARow, FailureLine.of(failure)),
                    failure);
        }
        FailureKind kind = failure instanceof TransientFailureException lasting
                ? lasting.kindIfLasting()
                : FailureKind.PROCESSING_ERROR;
        return new Outcome.Reject<>(kind, FailureLine.of(failure));
    }
}
