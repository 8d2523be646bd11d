/**
 * Simulated experiments that show what the statistics promise: how often a test rejects a true null hypothesis, watched
 * and not, and how often an interval covers the true mean. Every number is a function of the seed and of the number of
 * experiments, not of the number of threads.
 */
@NullMarked
package io.steerscope.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
