package io.steerscope.app.embeddings;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where embeddings are.
 *
 * @param images table of images, CSV or Parquet
 * @param texts table of texts, or null where the table of images has them, or none are needed
 * @param imageColumn of a Parquet file, the column of the vectors of images
 * @param textColumn of a Parquet file, the column of the vectors of texts
 * @param scorer which scorer's, of a table that has a column {@code scorer}; null for those of the only one
 */
public record EmbeddingSource(
        Path images, @Nullable Path texts, String imageColumn, String textColumn, @Nullable String scorer) {

    /** Name of {@link #imageColumn} where nothing else is said. */
    public static final String IMAGE_COLUMN = "image_embedding";

    /** Name of {@link #textColumn} where nothing else is said. */
    public static final String TEXT_COLUMN = "text_embedding";

    /** Files whose columns have the usual names. */
    public static EmbeddingSource of(Path images, @Nullable Path texts) {
        return new EmbeddingSource(images, texts, IMAGE_COLUMN, TEXT_COLUMN, null);
    }

    /** The same, with the column of target texts for that of prompts. */
    public EmbeddingSource withTargetsAsPrompts() {
        return new EmbeddingSource(images, texts, imageColumn, textColumn(TextRole.TARGET), scorer);
    }

    /** The column of texts of a role in a Parquet file, where nothing else is said. */
    public static String textColumn(TextRole role) {
        return role == TextRole.PROMPT ? TEXT_COLUMN : role.word() + "_" + TEXT_COLUMN;
    }
}
