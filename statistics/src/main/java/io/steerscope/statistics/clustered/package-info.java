/**
 * Figures of values that come in clusters: the items of one prompt pair at several alphas share prompts and seeds and
 * are not independent.
 *
 * <p>The cluster is the pair, a clustered value the item. The estimate is the same as at item level, the mean over all
 * items; what changes is its uncertainty. <b>Where a group holds several alphas of a pair (overall, a category) the
 * clustered figures are primary</b> for any claim; the item-level figures beside them assume independence and are there
 * to compare with analyses that do the same. In a group of one alpha every cluster has one item and both coincide.
 */
@NullMarked
package io.steerscope.statistics.clustered;

import org.jspecify.annotations.NullMarked;
