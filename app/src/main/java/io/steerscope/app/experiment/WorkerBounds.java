package io.steerscope.app.experiment;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.worker.loop.WorkerSettings;

/**
 * What workers put up with.
 *
 * @param limits the most that a record may ask for
 * @param failureLimit how many records in a row may fail before a worker takes itself to be broken, or null for the
 *     worker's own
 * @param batchTimeLimit how long a batch may take before a worker is no longer healthy, or null for the worker's own
 */
public record WorkerBounds(RecordLimits limits, @Nullable Integer failureLimit, @Nullable Duration batchTimeLimit) {

    /** The default limits, and the workers' own. */
    public static final WorkerBounds DEFAULT = new WorkerBounds(RecordLimits.DEFAULT, null, null);

    /** These settings with the bounds that are given. */
    public WorkerSettings on(WorkerSettings settings) {
        WorkerSettings limited = failureLimit == null ? settings : settings.withFailureLimit(failureLimit);
        return batchTimeLimit == null ? limited : limited.withBatchTimeLimit(batchTimeLimit);
    }
}
