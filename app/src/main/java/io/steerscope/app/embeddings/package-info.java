/**
 * Tables of embeddings in files: one vector for each image, and those of its texts, as CSV or Parquet.
 *
 * <p>{@link io.steerscope.app.embeddings.EmbeddingReader} is what every command reads them by. A table is in the order
 * of its keys, whatever the order of the file; vectors are float32 as they stand in the file.
 */
@NullMarked
package io.steerscope.app.embeddings;

import org.jspecify.annotations.NullMarked;
