package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Map;

import io.steerscope.schemas.record.FailureKind;

/**
 * What a worker has done since its start.
 *
 * @param received records polled
 * @param emitted records committed to the output topic
 * @param rejected dead letters committed
 * @param skipped records committed as skipped
 * @param abandoned records dropped because their partition went to another worker, or the worker stopped
 * @param batches batches that went through the model
 * @param commits transactions committed
 * @param aborts transactions aborted, or given up with unknown fate
 * @param rebalances how often its group handed out partitions to it anew
 * @param failures dead letters committed by kind, every kind included
 * @param inFlight records in memory now
 * @param partitions partitions assigned now
 * @param lag records of these partitions that are still to be polled, or -1 if not known yet
 * @param prepareTime time spent preparing, summed over the prepare threads
 * @param processTime time spent in the model
 * @param waitTime time that the model thread spent waiting for records
 * @param commitTime time spent in transactions
 */
public record WorkerProgress(
        long received,
        long emitted,
        long rejected,
        long skipped,
        long abandoned,
        long batches,
        long commits,
        long aborts,
        long rebalances,
        Map<FailureKind, Long> failures,
        int inFlight,
        int partitions,
        long lag,
        Duration prepareTime,
        Duration processTime,
        Duration waitTime,
        Duration commitTime) {

    /** Copies the map. */
    public WorkerProgress {
        failures = Map.copyOf(failures);
    }

    /** Records whose outcome is committed. */
    public long settled() {
        return emitted + rejected + skipped;
    }
}
