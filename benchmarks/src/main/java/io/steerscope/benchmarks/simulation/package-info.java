/**
 * Simulated experiments that show what the statistics promise and where they fall short: how often verdicts and tests
 * are wrong, watched and not, how often they find an effect, and how often intervals and bounds hold, for normal,
 * heavy-tailed and skewed values. Every number is a function of the seed and of the number of experiments, not of the
 * number of threads.
 *
 * <p>Where a rule is monotone in a statistic, critical values and double precision take the place of p-values and
 * exact sums; tests show that the decisions are those of the verdicts.
 */
@NullMarked
package io.steerscope.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
