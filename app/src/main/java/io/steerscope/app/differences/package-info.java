/**
 * Differences from files: what a text about a difference tells of pictures. Labels, comparatives, pairs, values and
 * captions are read, vectors are looked up by text and image, and what was found is shown.
 *
 * <p>A task ({@code ClassifyTask}) is what the files ask, whatever the vectors; it says which texts and images it
 * needs. With the vectors of one model ({@link io.steerscope.app.differences.EmbeddingSpace}) it becomes a set ({@code
 * ClassifySet}), which a file of vectors can hold too. Images are numbered in the order of their names, so that no
 * result depends on the order of rows.
 */
@NullMarked
package io.steerscope.app.differences;

import org.jspecify.annotations.NullMarked;
