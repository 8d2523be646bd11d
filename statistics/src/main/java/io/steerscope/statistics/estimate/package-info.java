/**
 * Estimates that respect how an experiment is made: pairs within categories, several alphas of a pair, several seeds of
 * an item. Inputs are the means over the seeds of complete items or over the items of a pair. A figure that the values
 * do not determine is null and absent from the map of fields, never NaN; {@code scaled} gives the same figures in other
 * units.
 */
@NullMarked
package io.steerscope.statistics.estimate;

import org.jspecify.annotations.NullMarked;
