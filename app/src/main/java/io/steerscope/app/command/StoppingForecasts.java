package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.stopping.StoppingForecast;
import io.steerscope.statistics.stopping.StoppingRule;
import io.steerscope.statistics.verdict.SmallestEffect;

/**
 * What is to be expected of designs that stop when decided.
 *
 * @param smallestEffect smallest effect of interest in standard deviations, as a margin; null for none
 * @param fewestItems fewest pairs that a decision rests on
 * @param forecasts one for each family, number of pairs and effect, in this order
 */
record StoppingForecasts(@Nullable Double smallestEffect, int fewestItems, List<Row> forecasts) {

    private static final int CELLS = 2_000;
    private static final long SEED = 1;

    /**
     * A design.
     *
     * @param family cells that are judged together
     * @param pairs pairs of a category
     * @param effect true mean in standard deviations
     */
    record Row(long family, long pairs, double effect, StoppingForecast forecast) {

        private String key() {
            return "n=%d,family=%d,effect=%s".formatted(pairs, family, number(effect));
        }
    }

    /** Copies the list. */
    StoppingForecasts {
        forecasts = List.copyOf(forecasts);
    }

    /** Simulates all designs. */
    static StoppingForecasts of(
            List<Long> numbers,
            List<Long> families,
            List<Double> effects,
            double level,
            @Nullable Double smallestEffect,
            int fewestItems) {
        SmallestEffect smallest =
                smallestEffect == null ? new SmallestEffect.None() : new SmallestEffect.Margin(smallestEffect);
        List<Row> rows = new ArrayList<>();
        for (long family : families) {
            for (long pairs : numbers) {
                StoppingRule rule = new StoppingRule(level, Math.toIntExact(family), smallest, fewestItems, pairs);
                for (double effect : effects) {
                    rows.add(new Row(family, pairs, effect, StoppingForecast.ofNormalItems(rule, effect, CELLS, SEED)));
                }
            }
        }
        return new StoppingForecasts(smallestEffect, fewestItems, rows);
    }

    /** A table for each family. */
    String table() {
        StringBuilder text = new StringBuilder();
        text.append(
                        "\nStopped when decided: the share of the items that is made, and how likely a cell is decided, by its\n")
                .append(
                        "true mean in standard deviations. Of %s simulated cells of normal items each; from item %d on.\n"
                                .formatted(Numbers.count(CELLS), fewestItems))
                .append(
                        smallestEffect == null
                                ? "Without --smallest-effect nothing is said to not work.\n"
                                : "Smallest effect: %s standard deviations, as a margin.\n"
                                        .formatted(number(smallestEffect)));
        long family = 0;
        for (Row row : forecasts) {
            if (row.family() != family) {
                family = row.family();
                text.append(
                        "\n%s %s\n".formatted(Numbers.count(family), family == 1 ? "cell" : "cells judged together"));
                line(text, "", "mean", "items made", "works", "does not", "undecided");
            }
            StoppingForecast forecast = row.forecast();
            line(
                    text,
                    Numbers.count(row.pairs()) + " pairs",
                    number(row.effect()) + " sd",
                    percent(forecast.items()),
                    percent(forecast.works()),
                    percent(forecast.doesNot()),
                    percent(forecast.undecided()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String... cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-12s", label));
        for (String cell : cells) {
            line.append(String.format(Locale.ROOT, "%12s", cell));
        }
        text.append(line).append('\n');
    }

    /** By field name; designs are named {@code n=10,family=24,effect=0.5}. */
    Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fewest_items", fewestItems);
        if (smallestEffect != null) {
            fields.put("smallest_effect_sd", smallestEffect);
        }
        fields.put("simulated_cells", CELLS);
        fields.put("seed", SEED);
        Map<String, Object> designs = new LinkedHashMap<>();
        for (Row row : forecasts) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("share_of_items", row.forecast().items());
            figures.put("works", row.forecast().works());
            figures.put("does_not", row.forecast().doesNot());
            figures.put("undecided", row.forecast().undecided());
            designs.put(row.key(), figures);
        }
        fields.put("designs", designs);
        return fields;
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.6f", number).replaceFirst("\\.?0+$", "");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * share);
    }
}
