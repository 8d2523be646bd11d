package io.steerscope.statistics.differences;

/**
 * Two images and how they differ.
 *
 * @param first number of an image
 * @param second number of an image
 * @param text number of the text that says how the first differs from the second
 * @param truth +1 if the text is true of the first against the second, -1 if it is the other way round, 0 if neither
 */
public record ImagePair(int first, int second, int text, int truth) {}
