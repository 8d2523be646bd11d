/**
 * Two methods, scorers or runs on the same pairs and seeds: what one does more than the other, pair by pair.
 *
 * <p>Both sides start from the same pairs and seeds, so that the difference of their margins at one item has lost
 * what pair and noise bring to both. Scorers whose margins are on different scales are contrasted by standardised
 * values. The independent unit is the pair. Differences are whole units of 2^-60, so that
 * the contrast of a set of observations does not depend on their order.
 */
@NullMarked
package io.steerscope.statistics.contrast;

import org.jspecify.annotations.NullMarked;
