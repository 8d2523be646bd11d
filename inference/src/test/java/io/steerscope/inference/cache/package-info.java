/** Tests of {@code cache}. */
@NullMarked
package io.steerscope.inference.cache;

import org.jspecify.annotations.NullMarked;
