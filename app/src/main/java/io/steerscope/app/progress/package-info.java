/**
 * What a person sees while an experiment runs: one bar for each stage. On a terminal the bars are redrawn in place;
 * elsewhere a line is printed every few seconds.
 */
@NullMarked
package io.steerscope.app.progress;

import org.jspecify.annotations.NullMarked;
