package io.steerscope.foundation.vocabulary;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** What a score says of an image. Records name it by {@link #recorded()}; those of earlier versions know none. */
public enum Measure {
    /** {@code cos(image, target) - cos(image, source)}, in [-2, 2]: whether the image is closer to the target. */
    MARGIN(null),

    /**
     * {@code cos(image, target)}, in [-1, 1], of an image that has no source prompt. It has no zero that means
     * anything, so that nothing is tested against one.
     */
    ALIGNMENT("alignment");

    private final @Nullable String recorded;

    Measure(@Nullable String recorded) {
        this.recorded = recorded;
    }

    /** As records name it: null for the margin. */
    public @Nullable String recorded() {
        return recorded;
    }

    /**
     * The measure that a record names.
     *
     * @param recorded null for the margin
     * @throws IllegalArgumentException with one line that lists what there is
     */
    public static Measure of(@Nullable String recorded) {
        if (recorded == null) {
            return MARGIN;
        }
        return Arrays.stream(values())
                .filter(measure -> recorded.equals(measure.recorded))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "measure \"%s\" is unknown: it is alignment, or absent for the margin".formatted(recorded)));
    }
}
