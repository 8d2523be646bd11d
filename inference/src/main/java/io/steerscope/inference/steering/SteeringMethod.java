package io.steerscope.inference.steering;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The steering methods, by the id under which jobs name them. */
public enum SteeringMethod {
    /**
     * {@code E(A) + alpha * mean over exemplars (b, b') of (E(b') - E(b))}: the 3CosAvg offset of Drozd, Gladkova and
     * Matsuoka, "Word Embeddings, Analogies, and Machine Learning" (2016). The target's text is not used.
     */
    ANALOGY("analogy", true, false),
    /** {@code E(A) + alpha * (E(T) - E(A))}: strength 1 is the target prompt itself. */
    LERP("lerp", false, true),
    /** Spherical interpolation from {@code E(A)} to {@code E(T)}, for each token and for the pooled embedding. */
    SLERP("slerp", false, true),
    /** As {@link #ANALOGY}, with exemplars of another category: a control that must show no effect. */
    SHUFFLED("shuffled", true, false);

    private final String id;
    private final boolean usesExemplars;
    private final boolean usesTarget;

    SteeringMethod(String id, boolean usesExemplars, boolean usesTarget) {
        this.id = id;
        this.usesExemplars = usesExemplars;
        this.usesTarget = usesTarget;
    }

    /** Name in jobs and on the command line. */
    public String id() {
        return id;
    }

    /** Whether the method learns its direction from exemplars. */
    public boolean usesExemplars() {
        return usesExemplars;
    }

    /** Whether the method reads the target prompt. */
    public boolean usesTarget() {
        return usesTarget;
    }

    /**
     * Finds a method by its id.
     *
     * @throws IllegalArgumentException if no method has the id
     */
    public static SteeringMethod parse(String id) {
        for (SteeringMethod method : values()) {
            if (method.id.equals(id)) {
                return method;
            }
        }
        throw new IllegalArgumentException("Unknown steering method '" + id + "': use one of "
                + Arrays.stream(values()).map(SteeringMethod::id).collect(Collectors.joining(", ")));
    }

    /**
     * Moves the source embedding.
     *
     * @param source {@code E(A)}
     * @param target {@code E(T)}; not read unless {@link #usesTarget()}
     * @param exemplars not read unless {@link #usesExemplars()}
     * @param alpha strength; 0 returns {@code source} itself
     * @throws IllegalArgumentException if the method needs exemplars and there are none
     */
    public PromptEmbedding steer(
            PromptEmbedding source, PromptEmbedding target, List<ExemplarEmbedding> exemplars, double alpha) {
        if (alpha == 0) {
            return source;
        }
        return switch (this) {
            case ANALOGY, SHUFFLED -> Analogy.steer(source, exemplars, alpha);
            case LERP -> Interpolation.linear(source, target, alpha);
            case SLERP -> Interpolation.spherical(source, target, alpha);
        };
    }
}
