package io.steerscope.statistics.choosing;

/** What the scores of a slice are compared with. */
public enum SliceReference {
    /** All images. */
    ALL,
    /** The images of the same categories: each score less the mean of its category. */
    CATEGORY,
    /** The images of the node above it in the hierarchy. */
    PARENT
}
