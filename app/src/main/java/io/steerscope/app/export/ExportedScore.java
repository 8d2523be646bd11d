package io.steerscope.app.export;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.MarginScore;

/**
 * A score with all that is known of its image.
 *
 * @param score the score
 * @param image the image that was scored, without its bytes; null where its topic no longer has it
 * @param file the image's file, relative to the folder of images, with {@code '/'}; null where there is none
 * @param imageBytes length of that file
 * @param imageEmbedding null where the scorer left embeddings out
 * @param sourceEmbedding embedding of the source prompt; null likewise
 * @param targetEmbedding embedding of the target prompt; null likewise
 * @param shift the margin less that of the source image of the same pair, seed and scorer; null where there is none,
 *     and of unsteered images
 */
record ExportedScore(
        MarginScore score,
        @Nullable GeneratedImage image,
        @Nullable String file,
        long imageBytes,
        float @Nullable [] imageEmbedding,
        float @Nullable [] sourceEmbedding,
        float @Nullable [] targetEmbedding,
        @Nullable Double shift) {}
