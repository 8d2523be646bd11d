/**
 * The direction of change as people and programs read it: fields for JSON, and blocks of a section. What is computed is
 * in {@link io.steerscope.statistics.geometry}.
 */
@NullMarked
package io.steerscope.results.geometry;

import org.jspecify.annotations.NullMarked;
