/** Tests of {@code scheduler}. */
@NullMarked
package io.steerscope.inference.scheduler;

import org.jspecify.annotations.NullMarked;
