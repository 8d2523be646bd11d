package io.steerscope.statistics.geometry;

import org.jspecify.annotations.Nullable;

/**
 * The prompts of a pair.
 *
 * @param pair the pair
 * @param category its category
 * @param textDistance |T - A|, in [0, 2]
 * @param exemplarCosine cosine between T - A and the mean of the offsets of all other pairs of the category, which is
 *     what {@code analogy} adds in the place of T - A ({@linkplain Offsets#meansOfOthers 3CosAvg}); null where one of
 *     the two has no direction, or there is no other pair
 */
public record PairDirection(String pair, String category, double textDistance, @Nullable Double exemplarCosine) {}
