package io.steerscope.inference.diffusion;

import io.steerscope.inference.steering.PromptEmbedding;

/**
 * A prompt as the image model sees it.
 *
 * @param embedding token embeddings and pooled embedding
 * @param cut tokens that a text encoder had no room for; 0 if it took all of the prompt
 */
record EncodedPrompt(PromptEmbedding embedding, int cut) {

    boolean truncated() {
        return cut > 0;
    }

    long bytes() {
        return (long) Float.BYTES * (embedding.tokens().length + embedding.pooled().length);
    }
}
