/**
 * The {@code steerscope} program: {@link io.steerscope.app.Steerscope} is its entry point.
 *
 * <p>Packages: {@code command} the command line; {@code experiment} the whole experiment on one machine;
 * {@code broker} Kafka inside this process; {@code progress} what is drawn while an experiment runs;
 * {@code margins} margins from a CSV file; {@code failure} failures that a person can act on.
 */
@NullMarked
package io.steerscope.app;

import org.jspecify.annotations.NullMarked;
