/** Tables as comma-separated values. */
@NullMarked
package io.steerscope.results.format.csv;

import org.jspecify.annotations.NullMarked;
