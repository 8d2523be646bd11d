/**
 * Designs and published reports: small compacted topics that every instance holds whole.
 *
 * <p>They are read by a consumer of their own rather than as global tables of Kafka Streams. A global table restores
 * bytes past every check, refuses record times that a broker accepts, cannot tell of a newer schema, and ends the
 * process with its only thread. Here a record that does not count is left out and named, whenever it is read.
 */
@NullMarked
package io.steerscope.aggregator.design;

import org.jspecify.annotations.NullMarked;
