/**
 * Which images to look at, as an answer, a report and the command {@code select} show it: what was found as fields and
 * as a section.
 */
@NullMarked
package io.steerscope.results.choosing;

import org.jspecify.annotations.NullMarked;
