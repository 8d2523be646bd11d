package io.steerscope.inference.steering;

/**
 * An exemplar, embedded.
 *
 * @param source embedding of the prompt that shows the source concept
 * @param target embedding of the prompt that shows the target concept
 */
public record ExemplarEmbedding(PromptEmbedding source, PromptEmbedding target) {}
