package io.steerscope.inference.steering;

/**
 * What a prompt means to the image model. The arrays are not copied and must not be changed.
 *
 * @param tokens token embeddings {@code [L, d]}, row by row
 * @param tokenCount {@code L}
 * @param pooled pooled embedding {@code [p]}
 */
public record PromptEmbedding(float[] tokens, int tokenCount, float[] pooled) {

    public PromptEmbedding {
        if (tokenCount < 1 || tokens.length % tokenCount != 0) {
            throw new IllegalArgumentException(tokens.length + " values are not " + tokenCount + " token embeddings");
        }
    }

    /** {@code d}. */
    public int width() {
        return tokens.length / tokenCount;
    }
}
