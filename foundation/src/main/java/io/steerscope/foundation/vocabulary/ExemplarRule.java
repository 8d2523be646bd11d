package io.steerscope.foundation.vocabulary;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Which pairs of its category a pair learns its offset from, under {@link SteeringMethod#ANALOGY}. */
public enum ExemplarRule {
    /** All other pairs of the category. */
    LEAVE_ONE_OUT("leave-one-out"),
    /** The category is divided into two halves by chance; each pair learns from all pairs of the other half. */
    SPLIT("split");

    private final String id;

    ExemplarRule(String id) {
        this.id = id;
    }

    /** Name in designs and on the command line. */
    public String id() {
        return id;
    }

    /**
     * Finds a rule by its id.
     *
     * @throws IllegalArgumentException if no rule has the id
     */
    public static ExemplarRule parse(String id) {
        for (ExemplarRule rule : values()) {
            if (rule.id.equals(id)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("exemplars \"%s\" are unknown: use %s"
                .formatted(id, Arrays.stream(values()).map(ExemplarRule::id).collect(Collectors.joining(" or "))));
    }
}
