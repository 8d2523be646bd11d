package io.steerscope.inference.clip;

/**
 * A text as CLIP sees it. The arrays are shared and must not be changed.
 *
 * @param vector embedding of Euclidean length 1
 * @param truncated whether the text was longer than the encoder takes
 * @param ids token ids that went into the encoder, padding included
 */
public record TextEmbedding(float[] vector, boolean truncated, long[] ids) {}
