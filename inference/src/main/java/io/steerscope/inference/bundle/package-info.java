/**
 * Model bundles: folders with a {@code bundle.json}, TorchScript modules and tokenizers.
 *
 * <p>The format is described in {@code docs/bundle-format.md}. Opening a bundle reads and checks {@code bundle.json}
 * only; {@link io.steerscope.inference.bundle.ModelBundle#verify()} compares every file with its recorded checksum.
 * Bundles are immutable and may be shared between threads.
 */
@NullMarked
package io.steerscope.inference.bundle;

import org.jspecify.annotations.NullMarked;
