package io.steerscope.inference.scheduler;

/** How the betas of the training schedule run from first to last. */
public enum BetaSchedule {
    /** Evenly. */
    LINEAR("linear"),
    /** Evenly in the square root (latent diffusion). */
    SCALED_LINEAR("scaled_linear"),
    /** From the squared cosine of Nichol and Dhariwal (2021); first and last beta are not used. */
    SQUARED_COSINE("squaredcos_cap_v2");

    private final String id;

    BetaSchedule(String id) {
        this.id = id;
    }

    /** Name in {@code bundle.json}. */
    public String id() {
        return id;
    }
}
