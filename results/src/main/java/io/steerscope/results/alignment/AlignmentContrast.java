package io.steerscope.results.alignment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.contrast.ContrastFigures;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.Sides;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;

/** Differences of clips on the same prompts: means and intervals, without a test and without a claim. */
public final class AlignmentContrast {

    /** What the tables say. */
    public static final String HOW_TO_READ =
            "Mean differences of clips over prompts that both have, with their intervals,"
                    + " which are not adjusted. What a scorer favours in a prompt is in both and cancels. They are no verdicts.";

    private AlignmentContrast() {}

    /**
     * The figures by field name, without those that are not determined. {@code clip} is a mean difference of clips.
     *
     * @param contrast of cosines
     * @param sides what was contrasted
     */
    public static Map<String, Object> fields(PairedContrast contrast, Sides sides) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("measure", "alignment");
        Map<String, Object> all = contrast.toMap(sides);
        List.of("unit", "pairs", "items", "items_of_one_%s_only".formatted(sides.noun()), "pairs_without_common_item")
                .forEach(name -> fields.put(name, all.get(name)));
        fields.put("overall", group(contrast.overall()));
        fields.put("by_category", named(contrast.byCategory(), category -> category));
        fields.put("by_alpha", named(contrast.byAlpha(), String::valueOf));
        fields.put("by_category_alpha", named(contrast.byCategoryAlpha(), CategoryAlpha::key));
        return fields;
    }

    private static <K> Map<String, Object> named(Map<K, ContrastFigures> groups, Function<K, String> name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        groups.forEach((key, group) -> fields.put(name.apply(key), group(group)));
        return fields;
    }

    private static Map<String, Object> group(ContrastFigures figures) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", figures.n());
        if (figures.mean() != null) {
            fields.put("clip", Clip.FACTOR * figures.mean());
        }
        if (figures.sd() != null) {
            fields.put("sd", Clip.FACTOR * figures.sd());
        }
        Interval interval = figures.interval();
        if (interval != null) {
            String percent = ConfidenceLevel.percent(figures.level());
            fields.put(
                    figures.running() == null ? "ci" + percent + "_t" : "cs" + percent + "_two_sided",
                    interval.scaled(Clip.FACTOR).toList());
        }
        return fields;
    }

    /** All groups, the largest alpha first. */
    public static Table table(String name, PairedContrast contrast) {
        PairedContrast clips = contrast.scaled(Clip.FACTOR);
        List<List<Cell>> rows = new ArrayList<>();
        List<Double> alphas = new ArrayList<>(clips.byAlpha().keySet());
        Collections.reverse(alphas);
        for (double alpha : alphas) {
            clips.byCategoryAlpha().forEach((cell, figures) -> {
                if (cell.alpha() == alpha) {
                    rows.add(row(cell.category(), String.valueOf(alpha), figures));
                }
            });
            ContrastFigures all = clips.byAlpha().get(alpha);
            if (all != null) {
                rows.add(row("All", String.valueOf(alpha), all));
            }
        }
        if (alphas.size() > 1) {
            clips.byCategory().forEach((category, figures) -> rows.add(row(category, "all", figures)));
            rows.add(row("All", "all", clips.overall()));
        }
        return new Table(
                name,
                "%s: mean difference of clips over prompts with its %s %s."
                        .formatted(
                                name,
                                Numbers.share(contrast.overall().level()),
                                contrast.isFinished() ? "t interval" : "confidence sequence"),
                List.of(
                        Column.text("Category"),
                        Column.text("Alpha"),
                        Column.number("Prompts"),
                        Column.number("Difference of clip")),
                rows);
    }

    private static List<Cell> row(String category, String alpha, ContrastFigures figures) {
        return List.of(
                Cell.text(category),
                Cell.text(alpha),
                Cell.count(figures.n()),
                Cell.figure(figures.mean(), figures.interval(), FigureUnit.CLIP_DIFFERENCE));
    }
}
