/**
 * The scores of an experiment, with all that is known of their images, as files for other tools: Parquet, JSON Lines,
 * and a folder of images.
 *
 * <p>{@link io.steerscope.app.export.ScoreExport} reads the topics once. What counts of them is kept on disk and found
 * by its key, so that memory holds keys, not vectors; then rows are written in the order of their keys, whatever the
 * order of the records was.
 */
@NullMarked
package io.steerscope.app.export;

import org.jspecify.annotations.NullMarked;
