package io.steerscope.producer.ingest;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * How images are written.
 *
 * @param replace whether images that are there with other bytes are overwritten
 * @param imageFolder folder for images above {@link #INLINE_BYTES}, which scorers must be able to read under the same
 *     path; null to keep all images in their records
 * @param batchImages most images of a transaction
 * @param batchBytes most bytes of images of a transaction, if it has more than one
 */
public record IngestSettings(boolean replace, @Nullable Path imageFolder, int batchImages, long batchBytes) {

    /** The largest image that travels inside its record where there is a folder for others. */
    public static final long INLINE_BYTES = 4L << 20;

    /** The largest image that a record can hold: below the limit of the topic, with room for the rest of a record. */
    public static final long MOST_RECORD_BYTES = 7L << 20;

    /** Nothing is replaced; transactions of 1,000 images or 16 MiB. */
    public static final IngestSettings DEFAULT = new IngestSettings(false, null, 1_000, 16L << 20);

    public IngestSettings {
        imageFolder = imageFolder == null ? null : imageFolder.toAbsolutePath().normalize();
    }

    /** With other images replaced or not. */
    public IngestSettings withReplace(boolean replacing) {
        return new IngestSettings(replacing, imageFolder, batchImages, batchBytes);
    }

    /** With a folder for large images, or none. */
    public IngestSettings withImageFolder(@Nullable Path folder) {
        return new IngestSettings(replace, folder, batchImages, batchBytes);
    }

    /** With transactions of other sizes. */
    public IngestSettings withBatches(int images, long bytes) {
        return new IngestSettings(replace, imageFolder, images, bytes);
    }
}
