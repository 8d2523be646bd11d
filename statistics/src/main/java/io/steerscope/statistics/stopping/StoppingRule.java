package io.steerscope.statistics.stopping;

import java.util.Optional;

import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.verdict.SmallestEffect;

/**
 * When a cell is decided. Its items are looked at in the order of their places; an open one ends the look, one without
 * a value is passed over. After each value, from the fewest on, the confidence sequence for t is consulted at error
 * rate (1 - level) / family: the first of "works" (mean above 0) and "does not" (mean below the smallest effect) that
 * it shows is the decision.
 *
 * <p>The t is the smaller of t and its {@linkplain io.steerscope.statistics.hypothesis.SkewnessAdjustedT transform that
 * allows for skewness}, as in the verdicts of a running experiment: the plain t would call too many null cells whose
 * values are skewed to the left. Both, beside each other, are in {@code docs/statistics.md}. Values that are all
 * equal, but for rounding, decide nothing.
 *
 * @param level confidence level of the family, inside (0.5, 1)
 * @param family number of cells that share the error rate equally, at least 1
 * @param smallestEffect smallest effect of interest; without one only "works" can be decided
 * @param fewestItems fewest values on which a decision may rest, at least 2
 * @param plannedItems number of planned items of the cell, for which the sequence is narrowest, at least 1
 * @param allowsForSkewness whether it does; the plain t is there to be compared with
 */
public record StoppingRule(
        double level,
        int family,
        SmallestEffect smallestEffect,
        int fewestItems,
        long plannedItems,
        boolean allowsForSkewness) {

    /** The fewest values on which a decision rests where nothing else is chosen. */
    public static final int FEWEST_ITEMS = 5;

    /** Checks the ranges. */
    public StoppingRule {
        ConfidenceLevel.checked(level);
        if (family < 1) {
            throw new IllegalArgumentException("A family has at least one cell, not " + family);
        }
        if (fewestItems < 2) {
            throw new IllegalArgumentException("A decision rests on at least two items, not " + fewestItems);
        }
        if (plannedItems < 1) {
            throw new IllegalArgumentException("A cell has at least one planned item, not " + plannedItems);
        }
    }

    /** The rule in use, which allows for skewness. */
    public StoppingRule(double level, int family, SmallestEffect smallestEffect, int fewestItems, long plannedItems) {
        this(level, family, smallestEffect, fewestItems, plannedItems, true);
    }

    /** The same rule of the plain t. */
    public StoppingRule withoutAllowance() {
        return new StoppingRule(level, family, smallestEffect, fewestItems, plannedItems, false);
    }

    /** The error rate of one cell and one kind of decision. */
    public double cellErrorRate() {
        return (1.0 - level) / family;
    }

    /** A look at a cell, before its first item. */
    public StoppingLook look() {
        return new StoppingLook(this);
    }

    /**
     * What the items decide; empty while they do not.
     *
     * @param itemsInOrderOfPlace the items from place 0 on, read as far as needed
     */
    public Optional<StoppingDecision> decide(Iterable<ItemState> itemsInOrderOfPlace) {
        StoppingLook look = look();
        for (ItemState item : itemsInOrderOfPlace) {
            if (item instanceof ItemState.Open || look.add(item).isPresent()) {
                break;
            }
        }
        return look.decision();
    }
}
