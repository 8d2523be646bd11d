/** Analyses beside the margin: what several scorers say of the same items. */
@NullMarked
package io.steerscope.results.analysis;

import org.jspecify.annotations.NullMarked;
