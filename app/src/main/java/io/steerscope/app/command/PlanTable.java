package io.steerscope.app.command;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongFunction;

import io.steerscope.statistics.hypothesis.PowerPlan;

/** A {@link PowerPlan} as tables for a terminal: a line for each n, a column for each family. */
final class PlanTable {

    private static final int LABEL = 12;
    private static final int COLUMN = 12;

    private final PowerPlan plan;
    private final StringBuilder text = new StringBuilder();

    private PlanTable(PowerPlan plan) {
        this.plan = plan;
    }

    static String render(PowerPlan plan) {
        PlanTable table = new PlanTable(plan);
        table.detectable();
        if (plan.smallestEffect() != null) {
            table.ofEffect(plan.smallestEffect());
        }
        return table.text.toString();
    }

    private void detectable() {
        line(
                "The smallest effect that is found with %s power, in standard deviations of the pairs.",
                asked(plan.power()));
        line(
                "One-sided t-tests; the cells that are judged together share an error rate of %s.",
                asked(1.0 - plan.level()));
        line("Verdicts allow for skewness, which costs at few pairs: of normal items they find so much");
        line("with %s (docs/statistics.md).", PlannedEffects.FOUND_BY_VERDICTS);
        header();
        for (long n : plan.numbers()) {
            row(count(n) + " pairs", family -> String.format(Locale.ROOT, "%.3f", plan.detectable(n, family)));
        }
    }

    private void ofEffect(double effect) {
        line("");
        line("How likely an effect of %s standard deviations is found by the t-test.", number(effect));
        line(
                "%1$s was taken as standard deviations of the items, as run takes --smallest-effect %1$ssd;",
                number(effect));
        line("run's --smallest-effect %s would be a margin.", number(effect));
        line("As likely is an effect of 0 found to be below a smallest effect of that size that is a margin;");
        line("below one in standard deviations it is found less often, as these are estimated.");
        header();
        for (long n : plan.numbers()) {
            row(count(n) + " pairs", family -> percent(plan.powerAt(effect, n, family)));
        }
        line("");
        line("Pairs that it takes for %s.", asked(plan.power()));
        header();
        row("", family -> {
            OptionalLong needed = plan.needed(effect, family);
            return needed.isPresent() ? count(needed.getAsLong()) : "too many";
        });
    }

    private void header() {
        row("", family -> count(family) + (family == 1 ? " cell" : " cells"));
    }

    private void row(String label, LongFunction<String> cell) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-" + LABEL + "s", label));
        List<Long> families = plan.families();
        for (long family : families) {
            row.append(String.format(Locale.ROOT, "%" + COLUMN + "s", cell.apply(family)));
        }
        text.append(row).append('\n');
    }

    private void line(String pattern, Object... values) {
        text.append(String.format(Locale.ROOT, pattern, values)).append('\n');
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.6f", number).replaceFirst("\\.?0+$", "");
    }

    /** A share as it was asked for, such as {@code 80 %}. */
    private static String asked(double share) {
        return number(100.0 * share) + " %";
    }

    /** A share in per cent with one decimal; 100 and 0 only where exact. */
    private static String percent(double share) {
        if (share < 1.0 && share > 0.9995) {
            return ">99.9 %";
        }
        if (share > 0.0 && share < 0.0005) {
            return "<0.1 %";
        }
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * share);
    }
}
