package io.steerscope.app.parquet;

/**
 * The rows of a table that are nearest to one of its rows.
 *
 * @param ids numbers of these rows, from 0, the nearest first
 * @param distances to these, in the same order
 */
public record Neighbours(int[] ids, double[] distances) {}
