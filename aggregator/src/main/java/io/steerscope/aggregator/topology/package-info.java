/**
 * The Kafka Streams topology: scores to the items of their pairs, to cells and clusters; and failures as a table.
 *
 * <p>Nothing here knows how many seeds an item should have: a cell keeps its items apart by their number of margins,
 * and the reader, who has the design, decides which of them are complete. So the order in which designs and scores
 * arrive does not matter, and no join is needed.
 */
@NullMarked
package io.steerscope.aggregator.topology;

import org.jspecify.annotations.NullMarked;
