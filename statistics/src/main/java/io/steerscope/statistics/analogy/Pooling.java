package io.steerscope.statistics.analogy;

import java.util.Locale;

/** How the vectors of several images of a word become one. */
public enum Pooling {
    /** The mean of the vectors divided by their lengths. */
    UNIT,
    /** The mean of the vectors as they are, so that long ones count more. */
    RAW;

    /** As people and files write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return id();
    }
}
