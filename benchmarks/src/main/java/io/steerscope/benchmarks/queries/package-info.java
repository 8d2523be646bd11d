/** How fast the aggregator answers over HTTP while scores arrive. */
@NullMarked
package io.steerscope.benchmarks.queries;

import org.jspecify.annotations.NullMarked;
