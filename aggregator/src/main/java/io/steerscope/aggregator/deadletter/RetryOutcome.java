package io.steerscope.aggregator.deadletter;

import java.util.List;
import java.util.SortedMap;

/**
 * What a retry has done.
 *
 * @param putBack number of records that were put back, by topic
 * @param refused letters whose records could not be put back
 */
public record RetryOutcome(SortedMap<String, Long> putBack, List<Refused> refused) {

    /**
     * A letter whose record was not put back.
     *
     * @param letter the letter
     * @param reason one line that says why, and what to do
     */
    public record Refused(StoredLetter letter, String reason) {}

    /** Number of records that were put back. */
    public long total() {
        return putBack.values().stream().mapToLong(Long::longValue).sum();
    }
}
