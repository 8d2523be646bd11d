package io.steerscope.worker.stage;

import java.util.List;

/**
 * The work of a stage on its records.
 *
 * <p>An outcome must be a function of its input alone: not of the batch it shares, of the worker or of the time, apart
 * from fields that say when and how fast. Then work that is done twice after a crash gives the same record twice.
 *
 * @param <I> the record that the stage reads
 * @param <P> a record that is ready for the model, such as a job that was checked or an image that was decoded
 * @param <O> what the stage emits
 */
public interface StageProcessor<I, P, O> extends AutoCloseable {

    /** What {@code input} is about, for the dead letter, should it become one. Called from any thread. */
    Subject subject(I input);

    /**
     * Readies one record for the model: checks, decodes, resizes. Called from several threads at once, while the model
     * runs on earlier records.
     *
     * @param position where the record is, for results that are to name it
     * @throws RejectedRecordException if no worker can ever process the record
     * @throws TransientFailureException if trying again later may help
     */
    P prepare(I input, RecordPosition position) throws RejectedRecordException, TransientFailureException;

    /**
     * Puts a batch through the model. Always called from the same thread.
     *
     * <p>A batch for which this method throws is retried if the failure is transient, and otherwise halved until the
     * records to blame stand alone; these become dead letters of kind {@code PROCESSING_ERROR}.
     *
     * @param batch at least one record, at most as many as the worker's batch size
     * @return one outcome for each record, in the order of {@code batch}
     * @throws TransientFailureException if trying again later may help
     * @throws UnusableModelException if the worker must stop, since no record could be processed
     */
    List<Outcome<O>> process(List<P> batch) throws TransientFailureException;

    /** Releases the model. Called once, after the last call of {@link #process} has returned. */
    @Override
    void close();
}
