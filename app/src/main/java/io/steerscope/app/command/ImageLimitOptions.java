package io.steerscope.app.command;

import picocli.CommandLine.Option;

import io.steerscope.schemas.limit.RecordLimits;

/** Options of the limits that hold for images that are read. */
final class ImageLimitOptions {

    @Option(
            names = "--max-image-bytes",
            paramLabel = "N",
            defaultValue = "67108864",
            description = "Largest encoded image, in bytes (default: ${DEFAULT-VALUE}).")
    private long mostBytes;

    @Option(
            names = "--max-image-pixels",
            paramLabel = "N",
            defaultValue = "67108864",
            description = "Largest image, width times height (default: ${DEFAULT-VALUE}).")
    private long mostPixels;

    /** @throws IllegalArgumentException if an image of the limits could not be held */
    RecordLimits on(RecordLimits limits) {
        return limits.withImages(mostBytes, mostPixels);
    }
}
