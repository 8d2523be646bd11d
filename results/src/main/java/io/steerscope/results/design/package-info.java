/**
 * Facts of a design that every part of a report needs: which images belong to it, how many are there, which failed or
 * were skipped.
 */
@NullMarked
package io.steerscope.results.design;

import org.jspecify.annotations.NullMarked;
