package io.steerscope.app.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.OptionalLong;

import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.statistics.hypothesis.TTestPower;
import io.steerscope.statistics.interval.PrimarySequence;

/**
 * Which effects a design can find, before anything is made.
 *
 * <p>A cell of category and alpha has one item for each pair of the category. The effect that it finds is the mean, in
 * standard deviations of the items, that the one-sided t-test at level .05/m finds with 80 % power; the family of m is
 * all cells of two planned items or more, of one method under one scorer.
 *
 * @param pairs how many pairs the categories have that have two or more; empty if none has
 * @param cells size of the family
 */
record PlannedEffects(LongSummaryStatistics pairs, long cells, List<EffectThreshold> smallestEffect) {

    private static final double LEVEL = 0.05;
    private static final double POWER = 0.8;

    /** What {@code benchmarks/scripts/simulations.sh} found for normal items, 24 cells, where t finds 80 %. */
    static final String FOUND_BY_VERDICTS = "54, 59, 71 and 77 % at 5, 10, 20 and 50 pairs";

    private static final String PRICE =
            "Verdicts allow for skewness, which costs at few pairs: of normal items they find so much with "
                    + FOUND_BY_VERDICTS;

    /** An effect above this many standard deviations is none that a design may hope for. */
    private static final double HOPELESS = 5.0;

    /** Those of a design. */
    static PlannedEffects of(ExperimentDesign design) {
        List<Long> sizes = design.pairs().byCategory().values().stream()
                .map(members -> (long) members.size())
                .filter(size -> size >= 2)
                .toList();
        return new PlannedEffects(
                sizes.stream().mapToLong(Long::longValue).summaryStatistics(),
                (long) sizes.size() * design.alphas().size(),
                design.smallestEffect() == null ? List.of() : List.of(design.smallestEffect()));
    }

    /** What to say of them, a line each. */
    List<String> lines() {
        if (cells == 0) {
            return List.of("nothing can be decided: every category has one pair only; take more pairs per category");
        }
        double largest = detectable(pairs.getMin());
        double smallest = detectable(pairs.getMax());
        if (smallest > HOPELESS) {
            return List.of(
                    "nothing can be decided: with %s in each of %s only means above %s standard deviations are found; "
                                    .formatted(pairsInWords(), cellsInWords(), rounded(smallest))
                            + remedy());
        }
        List<String> lines = new ArrayList<>();
        lines.add("with %s in each of %s (category x alpha, of each method and scorer), means of %s standard deviations"
                        .formatted(pairsInWords(), cellsInWords(), range(smallest, largest))
                + " or more are found: 80 % power, one-sided t-test at level .05/" + cells + ". " + PRICE);
        lines.add("while images come in, verdicts are by the "
                + (PrimarySequence.ofPlan(pairs.getMax()) == PrimarySequence.T
                        ? "confidence sequence for t"
                        : "asymptotic confidence sequence")
                + " (at most " + pairs.getMax() + " items a cell); at the end by the test at the final n");
        smallestEffect.stream()
                .filter(effect -> effect.unit() == EffectThreshold.Unit.STANDARD_DEVIATION)
                .filter(effect -> effect.value() < largest)
                .forEach(effect ->
                        lines.add("the smallest effect of %s is below that: to tell it from none takes %s pairs in a"
                                        .formatted(effect.text(), pairsFor(effect.value()))
                                + " category, or fewer categories and alphas"));
        return List.copyOf(lines);
    }

    private String remedy() {
        return "take more pairs (%s in a category find means of 1 standard deviation), or fewer categories and alphas"
                .formatted(pairsFor(1.0));
    }

    private String pairsInWords() {
        return pairs.getMin() == pairs.getMax()
                ? pairs.getMin() + " pairs"
                : pairs.getMin() + " to " + pairs.getMax() + " pairs";
    }

    private String cellsInWords() {
        return cells == 1 ? "1 cell" : cells + " cells";
    }

    private static String range(double smallest, double largest) {
        String from = rounded(smallest);
        String to = rounded(largest);
        return from.equals(to) ? from : from + " to " + to;
    }

    private static String rounded(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(value < 1 ? 2 : 3))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The fewest pairs of a category with which a mean of so many standard deviations is found. */
    private String pairsFor(double effect) {
        OptionalLong needed = TTestPower.valuesNeeded(effect, LEVEL / cells, POWER);
        return needed.isPresent() ? Long.toString(needed.getAsLong()) : "too many";
    }

    private double detectable(long n) {
        return TTestPower.detectableD(n, LEVEL / cells, POWER);
    }
}
