package io.steerscope.worker.loop;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Holds back failures that may be the worker's own, until a record tells whose they are: the next one that does not
 * fail so clears the worker, and they go on to be dead letters; a whole run of them blames the worker, and none is
 * committed. Used by the model thread alone.
 */
final class FailureRun {

    private final FailurePolicy policy;
    private final List<TaskResult> held = new ArrayList<>();
    private int inARow;

    FailureRun(FailurePolicy policy) {
        this.policy = policy;
    }

    /** The end of a worker that failed on {@code count} records in a row. */
    static WorkerFailedException limitReached(int count, String lastError, @Nullable Throwable cause) {
        return new WorkerFailedException(
                ("%d records in a row failed, the last with: %s. What waited stays in its topic: mend what keeps this worker"
                                + " from its work and start it again; if the records are to blame, raise --failure-limit")
                        .formatted(count, lastError),
                cause);
    }

    /**
     * Adds {@code result} to {@code free}, after those held back; or holds it back.
     *
     * @throws WorkerFailedException if the run has reached its limit
     */
    void judge(TaskResult result, List<TaskResult> free) {
        String suspicion = result.suspicion();
        if (suspicion == null) {
            inARow = 0;
            release(free);
            free.add(result);
            return;
        }
        held.add(result);
        inARow++;
        if (inARow >= policy.limit()) {
            throw limitReached(inARow, suspicion, null);
        }
    }

    /** Gives up waiting: adds those held back to {@code free}. The run goes on. */
    void release(List<TaskResult> free) {
        free.addAll(held);
        held.clear();
    }

    /** How many are held back. */
    int held() {
        return held.size();
    }
}
