/** Tests of {@code tokenize}. */
@NullMarked
package io.steerscope.inference.tokenize;

import org.jspecify.annotations.NullMarked;
