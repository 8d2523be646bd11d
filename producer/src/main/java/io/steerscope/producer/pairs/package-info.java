/**
 * Sets of prompt pairs and the files that they come from.
 *
 * <p>A file is CSV or, where its name ends in {@code .jsonl}, JSON Lines; both are UTF-8 and have the fields
 * {@code pair_id}, {@code category}, {@code source} and {@code target}. Reading collects all problems of a file before
 * it refuses it, each with its place and how to mend it.
 */
@NullMarked
package io.steerscope.producer.pairs;

import org.jspecify.annotations.NullMarked;
