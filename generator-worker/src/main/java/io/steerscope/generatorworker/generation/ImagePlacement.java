package io.steerscope.generatorworker.generation;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where encoded images go: into the record, or into a file that the record names.
 *
 * @param inlineLimitBytes the largest encoded image that travels inside its record, at least 0
 * @param directory folder for larger images, which scorers must be able to read under the same path; null to keep all
 *     images in their records, of which Kafka refuses those above the topic's limit
 */
public record ImagePlacement(int inlineLimitBytes, @Nullable Path directory) {

    /** Inline up to 4 MiB, with room to spare below the topic's limit of 8 MiB. */
    public static final int DEFAULT_INLINE_LIMIT_BYTES = 4 * 1024 * 1024;

    /** All images in their records. */
    public static final ImagePlacement INLINE = new ImagePlacement(DEFAULT_INLINE_LIMIT_BYTES, null);

    public ImagePlacement {
        if (inlineLimitBytes < 0) {
            throw new IllegalArgumentException("inline limit must be at least 0 bytes, is " + inlineLimitBytes);
        }
        directory = directory == null ? null : directory.toAbsolutePath().normalize();
    }
}
