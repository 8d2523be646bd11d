@NullMarked
package io.steerscope.inference.encoder;

import org.jspecify.annotations.NullMarked;
