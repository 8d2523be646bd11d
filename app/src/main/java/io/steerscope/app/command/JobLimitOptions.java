package io.steerscope.app.command;

import picocli.CommandLine.Option;

import io.steerscope.schemas.limit.RecordLimits;

/** Options of the limits that hold for images that are made. */
final class JobLimitOptions {

    @Option(
            names = "--max-steps",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most denoising steps of an image (default: ${DEFAULT-VALUE}).")
    private int mostSteps;

    @Option(
            names = "--max-size",
            paramLabel = "PX",
            defaultValue = "2048",
            description = "Largest edge of an image in pixels (default: ${DEFAULT-VALUE}).")
    private int largestEdge;

    /** @throws IllegalArgumentException if a limit is not positive, or larger than any image can be */
    RecordLimits on(RecordLimits limits) {
        return limits.withJobs(mostSteps, largestEdge);
    }
}
