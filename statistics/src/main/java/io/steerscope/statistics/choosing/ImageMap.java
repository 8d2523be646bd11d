package io.steerscope.statistics.choosing;

import org.jspecify.annotations.Nullable;

/**
 * A map of the images: their coordinates along the first two principal components of their unit vectors, of whose
 * vectors the coordinate of greatest magnitude is positive.
 *
 * @param x first coordinate by image
 * @param y second coordinate by image
 * @param explained shares of the variance of the two; null where all images are equal
 */
public record ImageMap(double[] x, double[] y, double @Nullable [] explained) {}
