package io.steerscope.producer.design;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.StoppingDesign;

/**
 * When no more images of a cell (category, method and alpha) are made: as soon as scorers have decided it.
 *
 * @param level confidence level of the decisions on the cells of one method, above 0.5 and below 1
 * @param fewestItems fewest items that a decision may rest on, at least 2
 * @param scorers ids of the scorers that must all decide a cell, at least one, each once; kept in alphabetical order
 * @param plannedPairs how many pairs of each category are planned, the first ones; the others are for cells that these
 *     leave undecided. Null if all are planned
 */
public record StopWhenDecided(double level, int fewestItems, List<String> scorers, @Nullable Integer plannedPairs) {

    /** Confidence level unless another is asked for. */
    public static final double DEFAULT_LEVEL = 0.95;

    private static final double LEAST_LEVEL = 0.5;
    private static final int LEAST_ITEMS = 2;

    /** @throws IllegalArgumentException with one line if a value is not as described */
    public StopWhenDecided {
        if (!(level > LEAST_LEVEL && level < 1)) {
            throw new IllegalArgumentException(
                    "the level of decisions must be above 0.5 and below 1, such as 0.95; it is " + level);
        }
        if (fewestItems < LEAST_ITEMS) {
            throw new IllegalArgumentException("a decision rests on at least 2 items, not on " + fewestItems
                    + ": one item says nothing of how they vary");
        }
        if (scorers.isEmpty()) {
            throw new IllegalArgumentException("no scorer is named whose margins decide");
        }
        Set<String> seen = new HashSet<>();
        scorers.forEach(scorer -> {
            if (!seen.add(RecordKeys.checkId("scorer id", scorer))) {
                throw new IllegalArgumentException("scorer %s is to decide twice: name it once".formatted(scorer));
            }
        });
        scorers = scorers.stream().sorted().toList();
        if (plannedPairs != null && plannedPairs < 1) {
            throw new IllegalArgumentException("planned pairs per category must be at least 1, are " + plannedPairs);
        }
    }

    /** The pairs that are planned among those of a design. */
    PairSet planned(PairSet pairs) {
        return plannedPairs == null ? pairs : pairs.firstPerCategory(plannedPairs);
    }

    /** @throws IllegalArgumentException with one line if no cell of a design with these pairs could ever be decided */
    void requireEnough(PairSet pairs) {
        int most =
                pairs.byCategory().values().stream().mapToInt(List::size).max().orElse(0);
        if (fewestItems > most) {
            throw new IllegalArgumentException(
                    "no cell could be decided: a decision rests on at least %d items, and no category has more than %d pairs; take more pairs, or let fewer items decide with --stop-fewest-items"
                            .formatted(fewestItems, most));
        }
    }

    /**
     * The rule as it is recorded.
     *
     * @param cells number of cells of one method
     */
    StoppingDesign record(int cells) {
        return new StoppingDesign(level, cells, fewestItems, scorers);
    }
}
