/**
 * The records of a topic as JSON: {@link io.steerscope.app.records.RecordReading} reads a topic without a group,
 * {@link io.steerscope.app.records.RecordLines} makes a line of each record, whatever stands in it.
 */
@NullMarked
package io.steerscope.app.records;

import org.jspecify.annotations.NullMarked;
