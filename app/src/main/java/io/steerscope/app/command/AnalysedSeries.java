package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.margins.Margins;
import io.steerscope.app.margins.SeedCoverage;
import io.steerscope.app.margins.SeriesChoice;
import io.steerscope.results.analysis.Contrasts;
import io.steerscope.results.analysis.MethodPairContrast;
import io.steerscope.results.analysis.MethodShift;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.PairedDifferences;
import io.steerscope.statistics.verdict.VerdictSettings;

/**
 * The methods of one scorer in a file of margins: each by itself, and their contrasts.
 *
 * @param scorer the scorer; empty where the file tells none
 * @param methods the methods by name in alphabetical order; the name is empty where the file tells none
 * @param contrasts each other method less one of them
 * @param isOneMethod whether one method was chosen, or there is one
 */
record AnalysedSeries(
        String scorer, SortedMap<String, Method> methods, List<MethodPairContrast> contrasts, boolean isOneMethod) {

    /**
     * One method.
     *
     * @param analysis its figures
     * @param coverage the seeds of its items
     * @param shift what it moved; null without unsteered images
     * @param stopping what stopping when decided would have made; null where that is not asked
     */
    record Method(
            FinalAnalysis analysis,
            SeedCoverage coverage,
            @Nullable MethodShift shift,
            @Nullable ReplayedStopping stopping) {}

    /**
     * How margins are analysed.
     *
     * @param rule which seeds an item must have
     * @param options options of the figures
     * @param settings level and smallest effect of the verdicts
     * @param scale what the margins were divided by
     * @param stopping how a rule to stop is replayed; null where none is
     */
    record Settings(
            SeedRule rule,
            AnalysisOptions options,
            VerdictSettings settings,
            double scale,
            ReplayedStopping.@Nullable Settings stopping) {

        private FinalAnalysis analysis(List<MarginObservation> margins) {
            FinalAnalysis analysis = FinalAnalysis.ofFinished(margins, rule, options, settings);
            return scale == 1.0 ? analysis : analysis.scaled(scale);
        }

        private @Nullable MethodShift shift(
                String scorer, String method, List<MarginObservation> margins, Margins.Unsteered unsteered) {
            if (unsteered.source().isEmpty()) {
                return null;
            }
            MethodShift shift = MethodShift.atCompletion(
                    scorer.isEmpty() ? null : scorer,
                    method.isEmpty() ? null : method,
                    new MethodShift.Margins(margins, unsteered.source(), unsteered.target()),
                    rule,
                    options,
                    FinalAnalysis.plannedItems(margins),
                    settings);
            return scale == 1.0 ? shift : shift.scaled(scale);
        }

        private Method method(
                String scorer, String method, List<MarginObservation> margins, Margins.Unsteered unsteered) {
            FinalAnalysis analysis = analysis(margins);
            return new Method(
                    analysis,
                    SeedCoverage.of(margins),
                    shift(scorer, method, margins, unsteered),
                    stopping == null
                            ? null
                            : ReplayedStopping.of(margins, rule, stopping, settings, analysis.verdicts())
                                    .scaled(scale));
        }

        private PairedContrast contrast(List<MarginObservation> method, List<MarginObservation> against) {
            PairedContrast contrast =
                    PairedContrast.atCompletion(PairedDifferences.of(method, against, rule), options.level());
            return scale == 1.0 ? contrast : contrast.scaled(scale);
        }
    }

    /** The chosen series of a file, scorers in alphabetical order. */
    static List<AnalysedSeries> of(Margins margins, SeriesChoice choice, Settings settings) {
        SortedMap<String, SortedMap<String, List<MarginObservation>>> byScorer = new TreeMap<>();
        margins.bySeries()
                .forEach((series, observations) -> byScorer.computeIfAbsent(series.scorer(), scorer -> new TreeMap<>())
                        .put(series.method(), observations));
        List<AnalysedSeries> all = new ArrayList<>();
        byScorer.forEach(
                (scorer, byMethod) -> all.add(of(scorer, byMethod, margins.unsteered(scorer), choice, settings)));
        return all;
    }

    private static AnalysedSeries of(
            String scorer,
            SortedMap<String, List<MarginObservation>> byMethod,
            Margins.Unsteered unsteered,
            SeriesChoice choice,
            Settings settings) {
        SortedMap<String, Method> methods = new TreeMap<>();
        List<MethodPairContrast> contrasts = new ArrayList<>();
        String against = against(byMethod, choice);
        for (Map.Entry<String, List<MarginObservation>> method : byMethod.entrySet()) {
            String name = method.getKey();
            if (choice.method() == null || choice.method().equals(name)) {
                methods.put(name, settings.method(scorer, name, method.getValue(), unsteered));
                List<MarginObservation> subtracted = against == null ? null : byMethod.get(against);
                if (subtracted != null && !name.equals(against)) {
                    contrasts.add(new MethodPairContrast(
                            scorer.isEmpty() ? null : scorer,
                            name,
                            String.valueOf(against),
                            settings.contrast(method.getValue(), subtracted)));
                }
            }
        }
        return new AnalysedSeries(scorer, methods, contrasts, choice.method() != null || byMethod.size() == 1);
    }

    /** What is subtracted: what was chosen, else, of several methods that are all shown, the control or the first. */
    private static @Nullable String against(SortedMap<String, List<MarginObservation>> byMethod, SeriesChoice choice) {
        if (choice.against() != null || choice.method() != null || byMethod.size() < 2) {
            return choice.against();
        }
        return Contrasts.control(List.copyOf(byMethod.keySet()));
    }
}
