package io.steerscope.foundation.vocabulary;

import java.util.Arrays;
import java.util.Optional;

/**
 * An image that no steering method has a part in. It is named as a steered one is, by a method and an alpha, so that
 * the same keys hold both; but its name is no {@link SteeringMethod}, and can be chosen by {@link Baseline} alone.
 */
public enum UnsteeredImage {
    /** Made of {@code E(A)}, the source prompt: what every method gives at alpha 0. */
    SOURCE("source", 0.0),
    /** Made of {@code E(T)}, the target prompt: what {@link SteeringMethod#LERP} gives at alpha 1. */
    TARGET("target", 1.0);

    private final String id;
    private final double alpha;

    UnsteeredImage(String id, double alpha) {
        this.id = id;
        this.alpha = alpha;
    }

    /** What stands for its method in jobs, keys and tables. */
    public String id() {
        return id;
    }

    /** What stands for its strength in jobs, keys and tables. */
    public double alpha() {
        return alpha;
    }

    /** The unsteered image that a name stands for; empty of a name that may be a steering method's. */
    public static Optional<UnsteeredImage> named(String id) {
        return Arrays.stream(values()).filter(image -> image.id.equals(id)).findFirst();
    }
}
