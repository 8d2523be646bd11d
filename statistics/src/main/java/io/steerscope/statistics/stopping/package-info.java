/**
 * When enough images of a cell (category, method and alpha) have been made: its items are looked at one by one, in the
 * order of their places, until a confidence sequence shows that the mean is above 0, or that it is below the smallest
 * effect of interest. What is decided is a function of the items alone, not of when they were scored.
 */
@NullMarked
package io.steerscope.statistics.stopping;

import org.jspecify.annotations.NullMarked;
