/**
 * What is said of images without a source prompt: the cosine with their prompt, on the scale of {@code clip}, with
 * intervals and without a test, since it has no zero that means anything.
 */
@NullMarked
package io.steerscope.results.alignment;

import org.jspecify.annotations.NullMarked;
