package io.steerscope.foundation.vocabulary;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Where the images of an experiment come from. Records name it by {@link #recorded()}. */
public enum ExperimentKind {
    /** From generators, by jobs; every item has one image for each seed of the design. */
    JOBS(null),

    /** From elsewhere, ingested: there are no jobs, and an item has as many images as there are. */
    IMAGES("images");

    private final @Nullable String recorded;

    ExperimentKind(@Nullable String recorded) {
        this.recorded = recorded;
    }

    /** As records name it: null for jobs. */
    public @Nullable String recorded() {
        return recorded;
    }

    /**
     * The kind that a record names.
     *
     * @param recorded null for jobs
     * @throws IllegalArgumentException with one line that lists what there is
     */
    public static ExperimentKind of(@Nullable String recorded) {
        if (recorded == null) {
            return JOBS;
        }
        return Arrays.stream(values())
                .filter(kind -> recorded.equals(kind.recorded))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind \"%s\" is unknown: it is images, or absent for an experiment of jobs"
                                .formatted(recorded)));
    }
}
