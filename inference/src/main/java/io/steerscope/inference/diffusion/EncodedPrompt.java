package io.steerscope.inference.diffusion;

import io.steerscope.inference.steering.PromptEmbedding;

/**
 * A prompt as the image model sees it.
 *
 * @param embedding token embeddings and pooled embedding
 * @param truncated whether a text encoder took only a part of the prompt
 */
record EncodedPrompt(PromptEmbedding embedding, boolean truncated) {

    long bytes() {
        return (long) Float.BYTES * (embedding.tokens().length + embedding.pooled().length);
    }
}
