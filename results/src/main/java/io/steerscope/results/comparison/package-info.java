/**
 * Two experiments beside each other: what differs in their designs, the contrasts of their margins pair by pair, and
 * the images that changed most. Pure functions of what was read of both.
 */
@NullMarked
package io.steerscope.results.comparison;

import org.jspecify.annotations.NullMarked;
