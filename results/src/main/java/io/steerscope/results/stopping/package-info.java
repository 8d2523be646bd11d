/**
 * The report of an experiment whose design stops cells when they are decided: what was decided, on how many items, what
 * was not made, and the figures that hold whenever an experiment stops.
 */
@NullMarked
package io.steerscope.results.stopping;

import org.jspecify.annotations.NullMarked;
