/** Exact moments beside the floating-point moments that other programs keep. */
@NullMarked
package io.steerscope.benchmarks.moments;

import org.jspecify.annotations.NullMarked;
