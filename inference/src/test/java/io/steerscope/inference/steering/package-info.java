/** Tests of {@code steering}. */
@NullMarked
package io.steerscope.inference.steering;

import org.jspecify.annotations.NullMarked;
