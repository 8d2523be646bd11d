package io.steerscope.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.margins.SeedCoverage;
import io.steerscope.results.analysis.Contrasts;
import io.steerscope.results.analysis.MethodPairContrast;
import io.steerscope.results.analysis.Shift;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.contrast.Sides;

/**
 * What {@code analyze} prints.
 *
 * <p>JSON: the figures of one method at the top level, with {@code contrast_METHOD_minus_AGAINST} where something is
 * subtracted from it; of several methods {@code methods}, by name, and {@code contrasts}, each named {@code METHOD
 * minus AGAINST}; of several scorers {@code scorers}, each with these, and
 * {@code scorer_contrasts}, every two of them.
 *
 * @param all the chosen series
 * @param between every two scorers over the same images; empty of one scorer
 * @param seeds the rule of seeds that was given; null without one
 * @param scale what the margins were divided by
 */
record AnalysisOutput(List<AnalysedSeries> all, List<ScorerContrast> between, @Nullable SeedRule seeds, double scale) {

    String json() {
        if (all.size() == 1) {
            return JsonText.indented(fields(all.get(0))) + "\n";
        }
        Map<String, Object> scorers = new LinkedHashMap<>();
        all.forEach(one -> scorers.put(one.scorer(), fields(one)));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorers", scorers);
        fields.put(
                "scorer_contrasts", between.stream().map(ScorerContrast::fields).toList());
        return JsonText.indented(fields) + "\n";
    }

    String table(int width) {
        StringBuilder text = new StringBuilder();
        for (AnalysedSeries one : all) {
            if (all.size() > 1) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append("Scorer ")
                        .append(VisibleText.of(one.scorer()))
                        .append('\n');
            }
            one.methods().forEach((name, method) -> {
                if (!one.isOneMethod()) {
                    text.append(text.isEmpty() ? "" : "\n")
                            .append("Method ")
                            .append(VisibleText.of(name))
                            .append('\n');
                }
                text.append(ReportTable.render(method.analysis(), width));
                if (method.shift() != null) {
                    text.append(ReportTable.render(Shift.section(List.of(method.shift())), width));
                }
                if (method.stopping() != null) {
                    text.append(ReportTable.render(method.stopping().section(), width));
                }
            });
            if (!one.contrasts().isEmpty()) {
                text.append(ReportTable.render(Contrasts.section(one.contrasts()), width));
            }
        }
        if (!between.isEmpty()) {
            text.append(ReportTable.render(ScorerContrast.section(between), width));
        }
        return text.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        for (AnalysedSeries one : all) {
            if (all.size() > 1) {
                text.append("# Scorer ").append(VisibleText.of(one.scorer())).append("\n\n");
            }
            if (!one.contrasts().isEmpty()) {
                text.append(ReportMarkdown.render(Contrasts.section(one.contrasts())));
            }
            one.methods().forEach((name, method) -> {
                if (!one.isOneMethod()) {
                    text.append("# Method ").append(VisibleText.of(name)).append("\n\n");
                }
                text.append(ReportMarkdown.render(method.analysis())).append('\n');
                if (method.shift() != null) {
                    text.append(ReportMarkdown.render(Shift.section(List.of(method.shift()))))
                            .append('\n');
                }
                if (method.stopping() != null) {
                    text.append(ReportMarkdown.render(method.stopping().section()))
                            .append('\n');
                }
            });
        }
        if (!between.isEmpty()) {
            text.append(ReportMarkdown.render(ScorerContrast.section(between)));
        }
        return text.toString().stripTrailing() + "\n";
    }

    private Map<String, Object> fields(AnalysedSeries one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (one.isOneMethod()) {
            one.methods().values().forEach(method -> fields.putAll(fields(method)));
            one.contrasts()
                    .forEach(contrast -> fields.put(
                            "contrast_%s_minus_%s".formatted(contrast.method(), contrast.against()),
                            contrast.contrast().toMap(Sides.METHODS)));
            return fields;
        }
        Map<String, Object> methods = new LinkedHashMap<>();
        one.methods().forEach((name, method) -> methods.put(name, fields(method)));
        fields.put("methods", methods);
        Map<String, Object> contrasts = new LinkedHashMap<>();
        for (MethodPairContrast contrast : one.contrasts()) {
            contrasts.put(contrast.name(), contrast.contrast().toMap(Sides.METHODS));
        }
        fields.put("contrasts", contrasts);
        return fields;
    }

    /** The figures of a method, and what a rule of seeds made of the file where one was given. */
    private Map<String, Object> fields(AnalysedSeries.Method method) {
        Map<String, Object> fields = new LinkedHashMap<>(method.analysis().toMap());
        if (method.shift() != null) {
            fields.put("shift", Shift.fields(method.shift()));
        }
        if (method.stopping() != null) {
            fields.put("stopping", method.stopping().fields());
        }
        if (scale != 1.0) {
            fields.put("scale", scale);
        }
        if (seeds != null) {
            SeedCoverage coverage = method.coverage();
            Map<String, Object> ofSeeds = new LinkedHashMap<>();
            ofSeeds.put("rule", seeds instanceof SeedRule.Own ? "own" : "listed");
            if (seeds instanceof SeedRule.Listed listed) {
                ofSeeds.put("listed", listed.seeds());
            }
            ofSeeds.put("items_left_out", coverage.itemsLeftOut(seeds));
            ofSeeds.put("margins_left_out", coverage.marginsLeftOut(seeds));
            ofSeeds.put("items_by_number_of_seeds", coverage.itemsByNumberOfSeeds());
            fields.put("seeds", ofSeeds);
        }
        return fields;
    }
}
