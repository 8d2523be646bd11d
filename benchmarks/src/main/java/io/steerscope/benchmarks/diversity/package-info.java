/** What diversity beside alignment costs, for experiments of several sizes, beside the same with NumPy. */
@NullMarked
package io.steerscope.benchmarks.diversity;

import org.jspecify.annotations.NullMarked;
