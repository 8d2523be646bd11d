/** Tests of {@code image}. */
@NullMarked
package io.steerscope.inference.image;

import org.jspecify.annotations.NullMarked;
