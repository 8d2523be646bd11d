package io.steerscope.statistics.differences;

import java.util.Locale;

/** Which classes of a comparative it moves. */
public enum ComparativeDirections {
    /** The class that is compared with, by first less difference: the published method. */
    SECOND,
    /** The described class too, by second plus difference. */
    BOTH;

    /** As people and files write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return id();
    }
}
