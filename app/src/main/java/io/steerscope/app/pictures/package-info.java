/**
 * Embeds the pictures of a folder: reads them ahead of the model, keeps what is finished in a file that a crash leaves
 * whole, and writes the table from that file.
 */
@NullMarked
package io.steerscope.app.pictures;

import org.jspecify.annotations.NullMarked;
