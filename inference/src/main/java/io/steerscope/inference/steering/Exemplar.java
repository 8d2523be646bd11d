package io.steerscope.inference.steering;

/**
 * A prompt pair from which an offset method learns its direction.
 *
 * @param source prompt that shows the source concept
 * @param target the same prompt with the target concept
 */
public record Exemplar(String source, String target) {}
