/**
 * Verdicts in words on a family of groups, such as the cells of category and alpha: works, does not, undecided, each
 * with the rule that made it.
 *
 * <p>"Works" means: the mean margin is above 0. "Does not" is a claim too and needs evidence: the mean margin is below
 * the smallest effect of interest. A group for which neither is shown is undecided, which is not the same as "does
 * not". While the data arrive the evidence is the always-valid p-value of the confidence sequence, at completion that
 * of the fixed-n one-sided t-test; both are Holm-adjusted over the whole family, so that the chance of any wrong
 * "works" in the family is at most one minus the level, and likewise that of any wrong "does not".
 *
 * <p>A group is given by the moments of independent values: the items of one alpha, or the means of pairs.
 */
@NullMarked
package io.steerscope.statistics.verdict;

import org.jspecify.annotations.NullMarked;
