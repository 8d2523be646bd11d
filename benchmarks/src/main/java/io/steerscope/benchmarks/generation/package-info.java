/**
 * Image generation beside the same TorchScript modules called from Python; {@code scripts/generation.sh} runs both.
 */
@NullMarked
package io.steerscope.benchmarks.generation;

import org.jspecify.annotations.NullMarked;
