package io.steerscope.app.records;

/** Where the reading of a partition begins. */
public sealed interface StartOffset {

    /** At its first record. */
    record Earliest() implements StartOffset {}

    /** Behind its last record. */
    record Latest() implements StartOffset {}

    /**
     * At an offset, or at the end that is nearest to it.
     *
     * @param offset not negative
     */
    record At(long offset) implements StartOffset {}

    /** The offset in a partition that begins and ends at these. */
    default long within(long beginning, long end) {
        if (this instanceof At at) {
            return Math.max(beginning, Math.min(at.offset(), end));
        }
        return this instanceof Latest ? end : beginning;
    }
}
