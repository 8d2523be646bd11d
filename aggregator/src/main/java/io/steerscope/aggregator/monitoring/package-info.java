/**
 * What operators see of the aggregator's work as meters: gauges by experiment, and its health. A scrape asks nobody: it
 * shows what was found last.
 */
@NullMarked
package io.steerscope.aggregator.monitoring;

import org.jspecify.annotations.NullMarked;
