/** Tests of {@code bundle}. */
@NullMarked
package io.steerscope.inference.bundle;

import org.jspecify.annotations.NullMarked;
