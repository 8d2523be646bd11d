package io.steerscope.schemas.identity;

import org.jspecify.annotations.Nullable;

/**
 * The place of an item among those of its cell (category, method and alpha) in the order in which a design produces
 * them, counted from 0; null where there is none.
 */
public final class ItemPlace {

    private ItemPlace() {}

    /** @throws IllegalArgumentException with one line if no item can have the place */
    public static void check(@Nullable Integer place) {
        if (!isPossible(place)) {
            throw new IllegalArgumentException(
                    "place %d is not among those of a cell, which count from 0; leave it out".formatted(place));
        }
    }

    /** The place, or null if no item can have it. */
    public static @Nullable Integer orNone(@Nullable Integer place) {
        return isPossible(place) ? place : null;
    }

    private static boolean isPossible(@Nullable Integer place) {
        return place == null || place >= 0;
    }
}
