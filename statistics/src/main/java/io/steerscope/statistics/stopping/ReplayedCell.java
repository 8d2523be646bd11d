package io.steerscope.statistics.stopping;

import java.util.List;

/**
 * One cell that was decided anew in many orders of its items.
 *
 * @param planned number of items of the cell
 * @param used number of items up to the decision in each order, those passed over included; all where nothing is
 *     decided
 * @param works number of orders that decide "works"
 * @param doesNot number of orders that decide "does not"
 */
public record ReplayedCell(long planned, List<Integer> used, long works, long doesNot) {

    /** Copies the list. */
    public ReplayedCell {
        used = List.copyOf(used);
    }

    /** Number of orders. */
    public int orders() {
        return used.size();
    }

    /** Number of orders that decide nothing. */
    public long undecided() {
        return orders() - works - doesNot;
    }

    /** Mean number of items up to the decision. */
    public double meanUsed() {
        return used.stream().mapToLong(Integer::longValue).sum() / (double) orders();
    }
}
