package io.steerscope.app.command;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.app.experiment.WorkerBounds;
import io.steerscope.schemas.limit.RecordLimits;

/** Options that say when a worker takes itself to be broken. */
final class FailureOptions {

    @Option(
            names = "--failure-limit",
            paramLabel = "N",
            description = "Records in a row that may fail before a worker ends, taking itself to be broken"
                    + " (default: 16).")
    private @Nullable Integer failureLimit;

    @Option(
            names = "--batch-time-limit",
            paramLabel = "DURATION",
            description = "How long a batch may take before a worker is no longer healthy, such as 90s, 30m or 2h.")
    private @Nullable Duration batchTimeLimit;

    WorkerBounds with(RecordLimits limits) {
        return new WorkerBounds(limits, failureLimit, batchTimeLimit);
    }
}
