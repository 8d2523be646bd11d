/** Key-value stores in memory that leave the garbage collector little to do. */
@NullMarked
package io.steerscope.aggregator.store;

import org.jspecify.annotations.NullMarked;
