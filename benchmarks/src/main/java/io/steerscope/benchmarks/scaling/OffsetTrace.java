package io.steerscope.benchmarks.scaling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** The offsets that a group has committed, looked at again and again; times are milliseconds since 1970. */
final class OffsetTrace {

    private record Look(long at, long[] offsets) {

        long sum() {
            return Arrays.stream(offsets).sum();
        }
    }

    private final List<Look> looks = new ArrayList<>();

    /**
     * Adds what was seen.
     *
     * @param at when it was asked for
     * @param offsets the next record to process of each partition
     */
    synchronized void add(long at, long[] offsets) {
        looks.add(new Look(at, offsets.clone()));
    }

    /**
     * Records committed in a second between two times, from the first commit that was seen there to the last one, so
     * that the length of a batch does not matter; zero with fewer than two.
     */
    synchronized double perSecond(long from, long to) {
        Look begin = null;
        Look end = null;
        for (int i = 1; i < looks.size(); i++) {
            Look look = looks.get(i);
            if (look.at() >= from
                    && look.at() <= to
                    && look.sum() > looks.get(i - 1).sum()) {
                begin = begin == null ? look : begin;
                end = look;
            }
        }
        return begin == null || end == null || begin == end
                ? 0.0
                : (end.sum() - begin.sum()) * 1e3 / (end.at() - begin.at());
    }

    /** The last offsets seen; none before the first look. */
    synchronized long[] last() {
        return looks.isEmpty()
                ? new long[0]
                : looks.get(looks.size() - 1).offsets().clone();
    }

    /** Milliseconds from a time on until one of these partitions is committed further than it was then. */
    OptionalLong untilFirst(Collection<Integer> partitions, long time) {
        return until(partitions, time, 1);
    }

    /** Milliseconds from a time on until each of these partitions is committed further than it was then. */
    OptionalLong untilAll(Collection<Integer> partitions, long time) {
        return until(partitions, time, partitions.size());
    }

    private synchronized OptionalLong until(Collection<Integer> partitions, long time, int wanted) {
        List<Look> after = looks.stream().filter(look -> look.at() >= time).toList();
        for (Look look : after) {
            long further = partitions.stream()
                    .filter(partition ->
                            look.offsets()[partition] > after.get(0).offsets()[partition])
                    .count();
            if (further >= wanted) {
                return OptionalLong.of(look.at() - time);
            }
        }
        return OptionalLong.empty();
    }
}
