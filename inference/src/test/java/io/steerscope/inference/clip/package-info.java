/** Tests of {@code clip}. */
@NullMarked
package io.steerscope.inference.clip;

import org.jspecify.annotations.NullMarked;
