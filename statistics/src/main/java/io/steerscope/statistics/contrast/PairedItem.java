package io.steerscope.statistics.contrast;

import java.util.Collection;
import java.util.function.ToLongFunction;

import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The two means of an item that is complete under both sides of a contrast, in units of 2^-60.
 *
 * @param first under the first side
 * @param second under what is subtracted
 */
public record PairedItem(long first, long second) {

    /** The first mean less the second. */
    public long difference() {
        return first - second;
    }

    /** The mean of a value over the items of a pair, rounded to a unit. */
    static long mean(Collection<PairedItem> items, ToLongFunction<PairedItem> value) {
        ItemAccumulator mean = ItemAccumulator.EMPTY;
        for (PairedItem item : items) {
            mean = mean.addUnits(value.applyAsLong(item));
        }
        return mean.meanUnits();
    }
}
