/**
 * The analysis of an experiment: from margins of single images to the figures of a report.
 *
 * <p>The unit of analysis is the item (pair, alpha): the mean margin over its seeds. Item means are fixed-point
 * numbers, so the analysis of a set of observations does not depend on their order, and the final analysis and the live
 * summary that is kept by {@link io.steerscope.statistics.exact.ExactMoments} have identical bits.
 *
 * <p>A figure that a sample does not determine (a mean of nothing, a t of one item, a test without variance) is null in
 * the records and absent from the maps; no figure is ever NaN or infinite.
 */
@NullMarked
package io.steerscope.statistics.analysis;

import org.jspecify.annotations.NullMarked;
