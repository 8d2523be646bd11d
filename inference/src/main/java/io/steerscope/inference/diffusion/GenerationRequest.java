package io.steerscope.inference.diffusion;

import java.util.List;

import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.inference.steering.Exemplar;

/**
 * One image to make. A plain prompt is a request with strength 0.
 *
 * @param source prompt of the source concept
 * @param target prompt of the target concept; methods that learn from exemplars ignore it
 * @param exemplars pairs from which offset methods learn; their order does not matter
 * @param method how the source embedding is moved
 * @param alpha steering strength; 0 is the source prompt itself
 * @param seed noise seed, any 64-bit number
 * @param settings what images that share a batch have in common
 */
public record GenerationRequest(
        String source,
        String target,
        List<Exemplar> exemplars,
        SteeringMethod method,
        double alpha,
        long seed,
        GenerationSettings settings) {

    public GenerationRequest {
        exemplars = List.copyOf(exemplars);
        if (!(Math.abs(alpha) <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("alpha must be a finite float32, not " + alpha);
        }
        if (alpha != 0 && method.usesExemplars() && exemplars.isEmpty()) {
            throw new IllegalArgumentException("method " + method.id() + " needs at least one exemplar");
        }
    }

    /** An unsteered image. */
    public static GenerationRequest ofPrompt(String prompt, long seed, GenerationSettings settings) {
        return new GenerationRequest(prompt, prompt, List.of(), SteeringMethod.LERP, 0, seed, settings);
    }
}
