package io.steerscope.inference.scheduler;

/** How inference timesteps are chosen among the training timesteps (Lin et al. 2024, table 2). */
public enum TimestepSpacing {
    /** Multiples of the step ratio from 0. */
    LEADING("leading"),
    /** Evenly from last to first. */
    LINSPACE("linspace"),
    /** Multiples of the step ratio down from the last. */
    TRAILING("trailing");

    private final String id;

    TimestepSpacing(String id) {
        this.id = id;
    }

    /** Name in {@code bundle.json}. */
    public String id() {
        return id;
    }
}
