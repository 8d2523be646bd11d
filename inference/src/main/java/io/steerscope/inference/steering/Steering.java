package io.steerscope.inference.steering;

import java.util.List;

import io.steerscope.foundation.vocabulary.SteeringMethod;

/** Applies a steering method. */
public final class Steering {

    private Steering() {}

    /**
     * Moves the source embedding.
     *
     * @param source {@code E(A)}
     * @param target {@code E(T)}; not read unless the method {@link SteeringMethod#usesTarget() uses it}
     * @param exemplars not read unless the method {@link SteeringMethod#usesExemplars() uses them}
     * @param alpha strength; 0 returns {@code source} itself
     * @throws IllegalArgumentException if the method needs exemplars and there are none
     */
    public static PromptEmbedding steer(
            SteeringMethod method,
            PromptEmbedding source,
            PromptEmbedding target,
            List<ExemplarEmbedding> exemplars,
            double alpha) {
        if (alpha == 0) {
            return source;
        }
        return switch (method) {
            case ANALOGY, SHUFFLED -> Analogy.steer(source, exemplars, alpha);
            case LERP -> Interpolation.linear(source, target, alpha);
            case SLERP -> Interpolation.spherical(source, target, alpha);
        };
    }
}
