package io.steerscope.producer.design;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The steering methods, by which exemplars their jobs carry. */
enum SteeringMethod {
    /** Exemplars: all other pairs of the category. */
    ANALOGY,
    /** No exemplars. */
    LERP,
    /** No exemplars. */
    SLERP,
    /** Control. Exemplars: as many pairs as for {@link #ANALOGY}, of one other category. */
    SHUFFLED;

    /** The id that jobs carry. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no method has this id */
    static SteeringMethod of(String id) {
        return Arrays.stream(values())
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("method \"%s\" is unknown: use %s"
                        .formatted(
                                id,
                                Arrays.stream(values()).map(SteeringMethod::id).collect(Collectors.joining(", ")))));
    }
}
