package io.steerscope.worker.loop;

import java.util.List;

/**
 * How many values there were of which size.
 *
 * @param bounds upper bounds, themselves included, ascending
 * @param counts number of values of each bucket, not cumulative; one more than bounds, the last of what is above all
 * @param sum sum of all values
 */
public record DistributionSnapshot(List<Double> bounds, List<Long> counts, double sum) {

    /** @throws IllegalArgumentException if there is not one count more than bounds */
    public DistributionSnapshot {
        bounds = List.copyOf(bounds);
        counts = List.copyOf(counts);
        if (counts.size() != bounds.size() + 1) {
            throw new IllegalArgumentException(counts.size() + " counts for " + bounds.size() + " bounds");
        }
    }

    /** Number of all values. */
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
