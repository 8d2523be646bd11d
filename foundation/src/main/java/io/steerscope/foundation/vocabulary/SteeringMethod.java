package io.steerscope.foundation.vocabulary;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The steering methods, in the order in which a design lists them. */
public enum SteeringMethod {
    /**
     * {@code E(A) + alpha * mean over exemplars (b, b') of (E(b') - E(b))}: the 3CosAvg offset of Drozd, Gladkova and
     * Matsuoka, "Word Embeddings, Analogies, and Machine Learning" (2016). The target's text is not used. Exemplars are
     * all other pairs of the category.
     */
    ANALOGY("analogy", true, false),
    /** {@code E(A) + alpha * (E(T) - E(A))}: strength 1 is the target prompt itself. */
    LERP("lerp", false, true),
    /** Spherical interpolation from {@code E(A)} to {@code E(T)}, for each token and for the pooled embedding. */
    SLERP("slerp", false, true),
    /** As {@link #ANALOGY}, with exemplars of one other category: a control that must show no effect. */
    SHUFFLED("shuffled", true, false);

    private final String id;
    private final boolean usesExemplars;
    private final boolean usesTarget;

    SteeringMethod(String id, boolean usesExemplars, boolean usesTarget) {
        this.id = id;
        this.usesExemplars = usesExemplars;
        this.usesTarget = usesTarget;
    }

    /** Name in designs, in jobs and on the command line. */
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
        throw new IllegalArgumentException("method \"%s\" is unknown: use %s"
                .formatted(id, Arrays.stream(values()).map(SteeringMethod::id).collect(Collectors.joining(", "))));
    }
}
