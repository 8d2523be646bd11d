/**
 * Diversity beside alignment: whether a steering method keeps the variety of what it makes while it moves the margin.
 *
 * <p>{@link io.steerscope.statistics.diversity.DiversityAnalysis} turns the images of one method, in key order, into
 * items, cells with verdicts, and the spectra of groups. Pure functions: no file, no stream, no text format.
 */
@NullMarked
package io.steerscope.statistics.diversity;

import org.jspecify.annotations.NullMarked;
