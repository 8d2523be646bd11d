package io.steerscope.inference.clip;

/**
 * A text as CLIP sees it. The arrays are shared and must not be changed.
 *
 * @param vector embedding of Euclidean length 1
 * @param ids token ids that went into the encoder, padding included
 * @param cut number of ids that were cut off, since the encoder takes no more
 */
public record TextEmbedding(float[] vector, long[] ids, int cut) {

    /** Whether the text was longer than the encoder takes. */
    public boolean truncated() {
        return cut > 0;
    }
}
