package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The analyses that a report holds and an aggregator answers.
 *
 * @param all in the order in which they are shown
 */
public record Analyses(List<Analysis<?>> all) {

    /** Those of this release. A new one is one more line here. */
    public static final Analyses ALL = new Analyses(List.of(
            new Contrasts(), new Shift(), new Agreement(), new Diversity(), new Geometry(), new ImageSelection()));

    /** @throws IllegalArgumentException if two have one id or one member of JSON */
    public Analyses {
        all = List.copyOf(all);
        Set<String> names = new HashSet<>();
        for (Analysis<?> analysis : all) {
            Set<String> own = new TreeSet<>(List.of(analysis.id(), analysis.field()));
            own.addAll(analysis.parts().keySet());
            for (String name : own) {
                if (!names.add(name)) {
                    throw new IllegalArgumentException("Two analyses are named " + name);
                }
            }
        }
    }

    /** Does all those whose data were kept. */
    public List<AnalysisResult<?>> of(ExperimentData data) {
        List<AnalysisResult<?>> results = new ArrayList<>();
        for (Analysis<?> analysis : all) {
            if (analysis.absence(data.experiment()).isEmpty() && data.has(analysis.reads())) {
                results.add(AnalysisResult.of(analysis, data, analysis.reported()));
            }
        }
        return results;
    }

    /** The analysis of this id, or the one that has a part of this name. */
    public Optional<Analysis<?>> named(String name) {
        return all.stream()
                .filter(analysis ->
                        analysis.id().equals(name) || analysis.parts().containsKey(name))
                .findFirst();
    }
}
