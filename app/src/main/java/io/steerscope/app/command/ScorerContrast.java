package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.app.margins.Margins;
import io.steerscope.results.analysis.ContrastPlan;
import io.steerscope.results.analysis.ScaledContrast;
import io.steerscope.results.analysis.ShownContrast;
import io.steerscope.results.document.Block;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Subheading;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.contrast.Sides;

/**
 * Two scorers of a file over the same images of one method. A file does not tell the scale of a scorer, so what is read
 * is the contrast of standardised margins.
 *
 * @param method the method; empty where the file tells none
 * @param first the scorer earlier in the alphabet
 * @param second the scorer whose margins are subtracted
 * @param contrast the figures
 */
record ScorerContrast(String method, String first, String second, ScaledContrast contrast) {

    /** The contrasts of every two scorers, in alphabetical order, method by method. */
    static List<ScorerContrast> of(Margins margins, AnalysedSeries.Settings settings) {
        SortedMap<String, SortedMap<String, List<MarginObservation>>> byMethod = new TreeMap<>();
        margins.bySeries()
                .forEach((series, observations) -> byMethod.computeIfAbsent(series.method(), method -> new TreeMap<>())
                        .put(series.scorer(), observations));
        List<ScorerContrast> contrasts = new ArrayList<>();
        byMethod.forEach((method, byScorer) -> {
            List<String> scorers = List.copyOf(byScorer.keySet());
            for (int i = 0; i < scorers.size(); i++) {
                for (int j = i + 1; j < scorers.size(); j++) {
                    contrasts.add(new ScorerContrast(
                            method,
                            scorers.get(i),
                            scorers.get(j),
                            contrast(
                                    byScorer.getOrDefault(scorers.get(i), List.of()),
                                    byScorer.getOrDefault(scorers.get(j), List.of()),
                                    settings)));
                }
            }
        });
        return contrasts;
    }

    private static ScaledContrast contrast(
            List<MarginObservation> first, List<MarginObservation> second, AnalysedSeries.Settings settings) {
        ContrastPlan plan = new ContrastPlan(
                true, settings.rule(), Set.of(), Map.of(), settings.options().level());
        ScaledContrast contrast = ScaledContrast.of(plan, plan.differences(first, second), false);
        return settings.scale() == 1.0
                ? contrast
                : new ScaledContrast(false, contrast.margins().scaled(settings.scale()), contrast.standardised());
    }

    private ShownContrast shown() {
        return ShownContrast.of(
                Sides.SCORERS,
                method.isEmpty() ? "" : "of " + VisibleText.of(method),
                VisibleText.of(first),
                VisibleText.of(second),
                contrast);
    }

    /** By field name, in a fixed order. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!method.isEmpty()) {
            fields.put("method", method);
        }
        fields.put("scorer", first);
        fields.put("against", second);
        if (contrast.isDetermined()) {
            fields.put("claim", shown().claim());
        }
        fields.putAll(contrast.toMap(Sides.SCORERS));
        return fields;
    }

    /** For people. */
    static Section section(List<ScorerContrast> contrasts) {
        List<Block> blocks = new ArrayList<>();
        for (ScorerContrast one : contrasts) {
            ShownContrast shown = one.shown();
            blocks.add(new Subheading(shown.heading()));
            if (one.contrast.isDetermined()) {
                blocks.add(Paragraph.text(shown.claim()));
                blocks.add(Paragraph.note(shown.rest()));
                blocks.add(shown.table());
            } else {
                blocks.add(Paragraph.note("No contrast: " + one.contrast.undetermined() + "."));
            }
        }
        return new Section("scorer-contrasts", "Contrasts between scorers", blocks);
    }
}
