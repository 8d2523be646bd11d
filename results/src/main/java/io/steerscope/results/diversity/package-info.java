/**
 * Diversity beside alignment as a report, an answer and the command {@code diversity} show it: what is asked for, what
 * was found as fields and as sections.
 */
@NullMarked
package io.steerscope.results.diversity;

import org.jspecify.annotations.NullMarked;
