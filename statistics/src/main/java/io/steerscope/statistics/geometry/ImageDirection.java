package io.steerscope.statistics.geometry;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One image and how it changed.
 *
 * @param pair its pair
 * @param category its category
 * @param alpha its steering strength; 0 of an unsteered image
 * @param seed its seed
 * @param margin cos(image, target) - cos(image, source)
 * @param hasUnsteered whether it is steered and the unsteered image of its pair and seed is there
 * @param isUnmoved whether it equals that image
 * @param samePrompts whether the prompts of its pair are equal
 * @param figures how it changed; null of an unsteered image, without an unsteered one, where it is unmoved, and of
 *     equal prompts
 */
public record ImageDirection(
        String pair,
        String category,
        double alpha,
        long seed,
        double margin,
        boolean hasUnsteered,
        boolean isUnmoved,
        boolean samePrompts,
        @Nullable DirectionalFigures figures) {

    /** How it changed. */
    public Optional<DirectionalFigures> change() {
        return Optional.ofNullable(figures);
    }
}
