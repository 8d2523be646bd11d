package io.steerscope.scorerworker.scoring;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.Identity;
import io.steerscope.worker.stage.RecordPosition;

/**
 * An image that is ready for the encoder.
 *
 * @param key key of the score
 * @param place place of its item among those of its cell, or null
 * @param source prompt of the source concept; null where the measure is alignment
 * @param target prompt of the target concept
 * @param sha256 SHA-256 of the encoded image
 * @param position where the image record is
 * @param pixels pixel values {@code [3, H, W]}
 */
public record PreparedImage(
        String key,
        Identity identity,
        String category,
        @Nullable Integer place,
        @Nullable String source,
        String target,
        String sha256,
        RecordPosition position,
        float[] pixels) {}
