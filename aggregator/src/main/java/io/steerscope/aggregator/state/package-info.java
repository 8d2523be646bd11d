/**
 * What the stores of the topology hold, and under which keys.
 *
 * <p>Every value is an exact accumulator, a commutative group: adding and removing in any order leaves identical bits.
 * Keys begin with the experiment, so that one experiment is one prefix of a store.
 */
@NullMarked
package io.steerscope.aggregator.state;

import org.jspecify.annotations.NullMarked;
