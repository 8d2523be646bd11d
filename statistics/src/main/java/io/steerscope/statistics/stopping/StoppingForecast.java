package io.steerscope.statistics.stopping;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.steerscope.statistics.random.SplitMix64;

/**
 * What is to be expected of a cell before it is made, from simulated cells of normal items of standard deviation 1.
 *
 * @param items mean share of the planned items that are made
 * @param works share of cells that are decided to work
 * @param doesNot share of cells that are decided not to
 */
public record StoppingForecast(double items, double works, double doesNot) {

    /**
     * Simulates cells, each with its own random numbers, on all cores.
     *
     * @param mean mean of the items
     * @param cells number of cells, at least 1
     * @param seed seed of all of them
     */
    public static StoppingForecast ofNormalItems(StoppingRule rule, double mean, int cells, long seed) {
        int planned = Math.toIntExact(rule.plannedItems());
        long[] sums = IntStream.range(0, cells)
                .parallel()
                .mapToObj(cell -> one(rule, mean, SplitMix64.mix(seed + cell * SplitMix64.GOLDEN_GAMMA)))
                .reduce(new long[3], (one, other) ->
                        new long[] {one[0] + other[0], one[1] + other[1], one[2] + other[2]});
        return new StoppingForecast(
                sums[0] / ((double) cells * planned), sums[1] / (double) cells, sums[2] / (double) cells);
    }

    /** Share of cells that nothing is decided of. */
    public double undecided() {
        return 1.0 - works - doesNot;
    }

    /** Number of items made, and of decisions of each kind. */
    private static long[] one(StoppingRule rule, double mean, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StoppingLook look = rule.look();
        Optional<StoppingDecision> decision = Optional.empty();
        while (decision.isEmpty() && look.nextPlace() < rule.plannedItems()) {
            decision = look.add(new ItemState.Value(mean + random.nextGaussian()));
        }
        StoppingOutcome outcome = decision.map(StoppingDecision::outcome).orElse(null);
        return new long[] {
            look.nextPlace(), outcome == StoppingOutcome.WORKS ? 1 : 0, outcome == StoppingOutcome.DOES_NOT ? 1 : 0
        };
    }
}
