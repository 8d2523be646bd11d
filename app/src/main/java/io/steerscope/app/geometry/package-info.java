/** {@code steerscope geometry}: from a table of embeddings to the directions in which its images changed. */
@NullMarked
package io.steerscope.app.geometry;

import org.jspecify.annotations.NullMarked;
