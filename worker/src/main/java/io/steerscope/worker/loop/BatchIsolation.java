package io.steerscope.worker.loop;

import java.util.List;
import java.util.concurrent.locks.Lock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.consumer.HeapFailure;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.TransientFailureException;
import io.steerscope.worker.stage.UnusableModelException;

/**
 * Runs batches so that a record that makes the model fail harms no other: transient failures are retried, then a
 * failing batch is halved until the culprits stand alone. A record for which the heap does not suffice is tried once
 * more while none is being prepared.
 */
final class BatchIsolation<P, O> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchIsolation.class);

    private final StageProcessor<?, P, O> processor;
    private final FailurePolicy policy;
    private final Lock aloneOnHeap;
    private int failuresInARow;
    private int lastingInARow;

    /** @param aloneOnHeap keeps records from being prepared */
    BatchIsolation(StageProcessor<?, P, O> processor, FailurePolicy policy, Lock aloneOnHeap) {
        this.processor = processor;
        this.policy = policy;
        this.aloneOnHeap = aloneOnHeap;
    }

    /**
     * Adds one outcome for each record of {@code batch} to {@code outcomes}, in order; if it throws, for the first of
     * them.
     *
     * @throws WorkerFailedException if the model is unusable, or so many records in a row have failed that it must be
     */
    void process(List<P> batch, List<Outcome<O>> outcomes) throws InterruptedException {
        try {
            outcomes.addAll(processWithRetries(batch));
            failuresInARow = 0;
        } catch (UnusableModelException e) {
            throw new WorkerFailedException(FailureLine.of(e), e);
        } catch (TransientFailureException e) {
            blame(batch, outcomes, e.kindIfLasting(), FailureLine.of(e), e);
        } catch (RuntimeException e) {
            blame(batch, outcomes, FailureKind.PROCESSING_ERROR, FailureLine.of(e), e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            if (!HeapFailure.isOfARecord(e)) {
                throw e;
            }
            blame(batch, outcomes, FailureKind.PROCESSING_ERROR, HeapFailure.line(e), e);
        }
    }

    private void blame(List<P> batch, List<Outcome<O>> outcomes, FailureKind kind, String error, Throwable cause)
            throws InterruptedException {
        if (batch.size() == 1) {
            failuresInARow++;
            if (failuresInARow >= policy.limit()) {
                throw FailureRun.limitReached(failuresInARow, error, cause);
            }
            outcomes.add(new Outcome.Reject<>(kind, error));
            return;
        }
        LOG.atWarn()
                .addKeyValue("records", batch.size())
                .addKeyValue("error", error)
                .log("A batch failed; its halves are tried by themselves");
        int middle = batch.size() / 2;
        process(batch.subList(0, middle), outcomes);
        process(batch.subList(middle, batch.size()), outcomes);
    }

    /**
     * The more batches in a row have failed to the last, the fewer attempts the next one gets: waiting has not helped.
     */
    private List<Outcome<O>> processWithRetries(List<P> batch) throws TransientFailureException, InterruptedException {
        int attempts = Math.max(1, policy.retries().attempts() - lastingInARow);
        for (int attempt = 1; ; attempt++) {
            try {
                List<Outcome<O>> outcomes = processOnHeap(batch);
                lastingInARow = 0;
                return outcomes;
            } catch (TransientFailureException e) {
                if (attempt >= attempts) {
                    lastingInARow++;
                    throw e;
                }
                Thread.sleep(policy.retries().delayAfter(attempt).toMillis());
            }
        }
    }

    private List<Outcome<O>> processOnHeap(List<P> batch) throws TransientFailureException {
        try {
            return checked(batch);
        } catch (OutOfMemoryError | StackOverflowError e) {
            if (batch.size() > 1 || !HeapFailure.isOfARecord(e)) {
                throw e;
            }
            aloneOnHeap.lock();
            try {
                return checked(batch);
            } finally {
                aloneOnHeap.unlock();
            }
        }
    }

    private List<Outcome<O>> checked(List<P> batch) throws TransientFailureException {
        List<Outcome<O>> outcomes = processor.process(batch);
        if (outcomes.size() != batch.size()) {
            throw new IllegalStateException(
                    "the stage gave %d outcomes for %d records".formatted(outcomes.size(), batch.size()));
        }
        return outcomes;
    }
}
