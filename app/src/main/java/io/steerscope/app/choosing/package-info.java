/** {@code steerscope select}: from a table of embeddings, or a finished run, to the images to look at. */
@NullMarked
package io.steerscope.app.choosing;

import org.jspecify.annotations.NullMarked;
