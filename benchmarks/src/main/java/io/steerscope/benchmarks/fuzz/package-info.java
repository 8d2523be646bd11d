/**
 * Random and mutated records over all topics, sent to a whole system beside a valid experiment: every record has to be
 * counted as accepted or as a dead letter, and everything has to go on answering.
 */
@NullMarked
package io.steerscope.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
