/** Bounded memory for encodings that are used again and again. */
@NullMarked
package io.steerscope.inference.cache;

import org.jspecify.annotations.NullMarked;
