/** Tests of {@code torch}. */
@NullMarked
package io.steerscope.inference.torch;

import org.jspecify.annotations.NullMarked;
