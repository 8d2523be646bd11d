/** The report as text for a terminal. */
@NullMarked
package io.steerscope.results.format.text;

import org.jspecify.annotations.NullMarked;
