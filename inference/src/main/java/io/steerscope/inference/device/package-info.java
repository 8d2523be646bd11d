/** Where models run. */
@NullMarked
package io.steerscope.inference.device;

import org.jspecify.annotations.NullMarked;
