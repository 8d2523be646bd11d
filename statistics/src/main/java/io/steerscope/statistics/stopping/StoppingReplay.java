package io.steerscope.statistics.stopping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.random.SplitMix64;

/**
 * What stopping would have saved: a rule is replayed on items that are there, in many random orders of the items of
 * each cell.
 *
 * @param cells the cells, in their order; at least one, all with equally many orders
 */
public record StoppingReplay(SortedMap<CategoryAlpha, ReplayedCell> cells) {

    /** Copies the map. */
    public StoppingReplay {
        cells = new TreeMap<>(cells);
    }

    /**
     * Replays a rule.
     *
     * @param cells items of each cell, in an order that is always the same
     * @param ruleOfPlanned the rule of a cell of so many items
     * @param orders number of orders, at least 1
     * @param seed seed of the orders; those of one cell do not depend on the others
     */
    public static StoppingReplay of(
            Map<CategoryAlpha, List<ItemState>> cells,
            LongFunction<StoppingRule> ruleOfPlanned,
            int orders,
            long seed) {
        return new StoppingReplay(cells.entrySet().parallelStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        cell -> replay(
                                cell.getValue(),
                                ruleOfPlanned.apply(cell.getValue().size()),
                                orders,
                                SplitMix64.mix(seed ^ cell.getKey().key().hashCode())),
                        (one, other) -> one,
                        TreeMap::new)));
    }

    private static ReplayedCell replay(List<ItemState> items, StoppingRule rule, int orders, long seed) {
        List<Integer> used = new ArrayList<>();
        long[] decided = new long[StoppingOutcome.values().length];
        for (int order = 0; order < orders; order++) {
            SplittableRandom random = new SplittableRandom(SplitMix64.mix(seed + order * SplitMix64.GOLDEN_GAMMA));
            Optional<StoppingDecision> decision = rule.decide(shuffled(items, random));
            used.add(decision.map(one -> one.place() + 1).orElse(items.size()));
            decision.ifPresent(one -> decided[one.outcome().ordinal()]++);
        }
        return new ReplayedCell(
                items.size(),
                used,
                decided[StoppingOutcome.WORKS.ordinal()],
                decided[StoppingOutcome.DOES_NOT.ordinal()]);
    }

    /** Every order is equally likely (Durstenfeld 1964, Algorithm 235, Communications of the ACM 7). */
    private static List<ItemState> shuffled(List<ItemState> items, SplittableRandom random) {
        ItemState[] shuffled = items.toArray(ItemState[]::new);
        for (int last = shuffled.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            ItemState moved = shuffled[last];
            shuffled[last] = shuffled[other];
            shuffled[other] = moved;
        }
        return Arrays.asList(shuffled);
    }

    /** Number of orders. */
    public int orders() {
        return cells.values().iterator().next().orders();
    }

    /** Number of items of all cells. */
    public long planned() {
        return cells.values().stream().mapToLong(ReplayedCell::planned).sum();
    }

    /** The share of all items that are made in each order. */
    public double[] shares() {
        double[] shares = new double[orders()];
        for (int order = 0; order < shares.length; order++) {
            int of = order;
            shares[order] = cells.values().stream()
                            .mapToLong(cell -> cell.used().get(of))
                            .sum()
                    / (double) planned();
        }
        return shares;
    }
}
