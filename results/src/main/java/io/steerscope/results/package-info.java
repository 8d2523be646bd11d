/**
 * What is said of an experiment, as pure functions: design facts, figures, analyses, and how they are written.
 *
 * <p>Nothing here holds a time, host, path or order of arrival: equal records give equal bytes, whether they come from
 * the live state of an aggregator, from topics, or from files.
 */
@NullMarked
package io.steerscope.results;

import org.jspecify.annotations.NullMarked;
