package io.steerscope.statistics.diversity;

/**
 * An image and its place in an experiment.
 *
 * @param pair its pair; empty where images are not of pairs
 * @param category its category; empty where there are none
 * @param alpha its steering strength; NaN where there are none
 * @param seed its seed; 0 where there are none
 * @param prompt number of its prompt, at least 0
 * @param vector its embedding; not to be changed
 */
public record EmbeddedImage(String pair, String category, double alpha, long seed, int prompt, float[] vector) {}
