/**
 * What a text about a difference tells of pictures: comparative prompting, difference classification, attribute ranking
 * and retrieval.
 *
 * <p>A vector is read as float32, widened, and divided by its Euclidean length in double. Images, classes, texts and
 * captions are known by their number; who calls numbers images in the order of their names, so that no figure depends
 * on the order of rows.
 *
 * <p>Source: comparative prompting and difference classification of PC-CLIP (Sam, Willmott, Semedo and Kolter,
 * "Finetuning CLIP to Reason about Pairwise Differences", arXiv 2409.09721, TMLR 2025).
 */
@NullMarked
package io.steerscope.statistics.differences;

import org.jspecify.annotations.NullMarked;
