/** Tests of {@code device}. */
@NullMarked
package io.steerscope.inference.device;

import org.jspecify.annotations.NullMarked;
