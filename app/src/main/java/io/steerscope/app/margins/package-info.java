/** Margins from a CSV file that anything may have written. Errors name file, line, column and what to do. */
@NullMarked
package io.steerscope.app.margins;

import org.jspecify.annotations.NullMarked;
