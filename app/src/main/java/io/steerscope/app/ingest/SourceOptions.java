package io.steerscope.app.ingest;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.schemas.limit.RecordLimits;

/**
 * What images to read, and how.
 *
 * @param source a folder, a table, a shard, or a pattern of shards
 * @param columns which column says what
 * @param root folder outside of which no image may lie, and that names in a table are relative to; null for that of the
 *     source
 * @param generator what made images whose rows do not say so
 * @param unlisted whether images of a folder that have no row are left out, and not refused
 * @param limits of texts and images
 * @param largeImages whether there is a folder for images that are too large for a record
 * @param scorers that the texts are checked for
 */
public record SourceOptions(
        String source,
        ColumnMapping columns,
        @Nullable Path root,
        String generator,
        boolean unlisted,
        RecordLimits limits,
        boolean largeImages,
        List<ClipBundle> scorers) {

    /** What made images of which nobody says it. */
    public static final String UNKNOWN = "unknown";

    /** Copies the list. */
    public SourceOptions {
        scorers = List.copyOf(scorers);
    }

    /** A source with the default columns and limits, whose texts are checked for no scorer. */
    public static SourceOptions of(String source) {
        return new SourceOptions(
                source, ColumnMapping.DEFAULT, null, UNKNOWN, false, RecordLimits.DEFAULT, false, List.of());
    }
}
