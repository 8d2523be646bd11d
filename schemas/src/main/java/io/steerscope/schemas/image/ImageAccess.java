package io.steerscope.schemas.image;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.limit.RecordLimits;

/**
 * What image records may make a process read.
 *
 * @param mostBytes bytes of an encoded image, in its record or its file
 * @param folder folder in which files lie that records name, links resolved; null where they may lie anywhere
 */
public record ImageAccess(long mostBytes, @Nullable Path folder) {

    /** Images of {@link RecordLimits#DEFAULT}'s size, and files anywhere. */
    public static final ImageAccess DEFAULT = of(RecordLimits.DEFAULT, null);

    public ImageAccess {
        if (mostBytes < 1 || mostBytes > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException("the limit on image bytes must fit an array, is " + mostBytes);
        }
        folder = folder == null ? null : folder.toAbsolutePath().normalize();
    }

    /** Images within limits. */
    public static ImageAccess of(RecordLimits limits, @Nullable Path folder) {
        return new ImageAccess(limits.imageBytes(), folder);
    }
}
