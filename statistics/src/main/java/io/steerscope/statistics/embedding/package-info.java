/**
 * Figures over embeddings: how varied a set of images is, with and without the influence of its prompts.
 *
 * <p>An embedding is read as float32, widened, and divided by its Euclidean length in double. Sums run over images in
 * the order in which they are given, by one thread for each cell of images, and sums of cells are added in an order of
 * their own; callers give images in key order (pair, alpha, seed), so that a figure has the same bits whatever the
 * order in which records arrived. Logarithms, exponentials, sines and cosines are those of {@code StrictMath}.
 *
 * <p>Sources: Vendi score (Friedman and Dieng, arXiv 2210.02410; its orders, arXiv 2310.12952), RKE (Jalali, Li and
 * Farnia, NeurIPS 2023), Schur complement entropy (Jalali et al., arXiv 2412.18645).
 */
@NullMarked
package io.steerscope.statistics.embedding;

import org.jspecify.annotations.NullMarked;
