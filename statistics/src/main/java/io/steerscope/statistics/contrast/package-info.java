/**
 * Two methods on the same images: what one does more than the other, pair by pair.
 *
 * <p>Both methods start from the same pairs and seeds, so that the difference of their margins at one item has lost
 * what pair and noise bring to both. The independent unit is the pair. Differences are whole units of 2^-60, so that
 * the contrast of a set of observations does not depend on their order.
 */
@NullMarked
package io.steerscope.statistics.contrast;

import org.jspecify.annotations.NullMarked;
