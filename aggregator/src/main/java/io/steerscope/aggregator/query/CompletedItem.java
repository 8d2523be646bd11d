package io.steerscope.aggregator.query;

import java.util.Comparator;

/**
 * An item and when it became complete.
 *
 * @param pairId the prompt pair
 * @param category its category
 * @param alpha the steering strength
 * @param atMillis when the last of its margins was scored, in milliseconds since 1970
 * @param meanUnits mean margin in units of 2^-60
 */
record CompletedItem(String pairId, String category, double alpha, long atMillis, long meanUnits) {

    /** By time; items of one millisecond by pair, alpha and category. */
    static final Comparator<CompletedItem> ORDER = Comparator.comparingLong(CompletedItem::atMillis)
            .thenComparing(CompletedItem::pairId)
            .thenComparingDouble(CompletedItem::alpha)
            .thenComparing(CompletedItem::category);
}
