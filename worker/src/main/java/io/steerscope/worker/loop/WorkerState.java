package io.steerscope.worker.loop;

/** Where a worker is in its life. */
public sealed interface WorkerState {

    /** Not started yet. */
    record Created() implements WorkerState {}

    /** Polling, or about to join its group. */
    record Running() implements WorkerState {}

    /** Finishing the batch at hand. */
    record Stopping() implements WorkerState {}

    /**
     * Ended in order; everything that was processed is committed or will be processed again.
     *
     * @param boundReached whether it ended because its {@link StopAt} was reached
     */
    record Stopped(boolean boundReached) implements WorkerState {}

    /**
     * Ended by a failure that no retry can mend. What was not committed will be processed again.
     *
     * @param cause its message is one line
     */
    record Failed(Throwable cause) implements WorkerState {}

    /** Whether the worker has ended. */
    default boolean isFinal() {
        return this instanceof Stopped || this instanceof Failed;
    }
}
