/** Cost of bootstraps: at the end over all items, and streaming with every item. */
@NullMarked
package io.steerscope.benchmarks.bootstrap;

import org.jspecify.annotations.NullMarked;
