package io.steerscope.foundation.vocabulary;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The solvers, by the id under which designs, jobs and bundles name them. */
public enum SchedulerType {
    /** Euler's method (diffusers: {@code EulerDiscreteScheduler}). */
    EULER("euler"),
    /** Ancestral sampling with Euler's method (diffusers: {@code EulerAncestralDiscreteScheduler}). */
    EULER_ANCESTRAL("euler-ancestral"),
    /** Denoising diffusion implicit models, eta 0 (diffusers: {@code DDIMScheduler}). */
    DDIM("ddim"),
    /** Second-order multistep DPM-Solver++ (diffusers: {@code DPMSolverMultistepScheduler}). */
    DPMPP_2M("dpmpp-2m"),
    /** Latent consistency model sampling (diffusers: {@code LCMScheduler}). */
    LCM("lcm");

    private final String id;

    SchedulerType(String id) {
        this.id = id;
    }

    /** Name in jobs, bundles and on the command line. */
    public String id() {
        return id;
    }

    /**
     * Finds a solver by its id.
     *
     * @throws IllegalArgumentException if no solver has the id
     */
    public static SchedulerType parse(String id) {
        for (SchedulerType type : values()) {
            if (type.id.equals(id)) {
                return type;
            }
        }
        throw new IllegalArgumentException("scheduler \"%s\" is unknown: use %s"
                .formatted(id, Arrays.stream(values()).map(SchedulerType::id).collect(Collectors.joining(", "))));
    }
}
