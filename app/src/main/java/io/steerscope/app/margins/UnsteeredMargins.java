package io.steerscope.app.margins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.statistics.analysis.MarginObservation;

/** Margins of unsteered images by scorer, as they are read. */
final class UnsteeredMargins {

    private static final double SOURCE_ALPHA = UnsteeredImage.SOURCE.alpha();

    private final SortedMap<String, List<MarginObservation>> source = new TreeMap<>();
    private final SortedMap<String, List<MarginObservation>> target = new TreeMap<>();

    void add(String scorer, UnsteeredImage image, MarginObservation margin) {
        (image == UnsteeredImage.SOURCE ? source : target)
                .computeIfAbsent(scorer, key -> new ArrayList<>())
                .add(margin);
    }

    /**
     * Takes those of alpha 0 out of margins that tell no method, unless all are of alpha 0.
     *
     * @param bySeries margins of each series, from which they are removed
     * @return how many were taken
     */
    long takeAlphaZero(SortedMap<Series, List<MarginObservation>> bySeries) {
        long taken = 0;
        for (Map.Entry<Series, List<MarginObservation>> entry : bySeries.entrySet()) {
            List<MarginObservation> margins = entry.getValue();
            List<MarginObservation> unsteered = margins.stream()
                    .filter(margin -> margin.alpha() == SOURCE_ALPHA)
                    .toList();
            if (unsteered.size() < margins.size()) {
                unsteered.forEach(margin -> add(entry.getKey().scorer(), UnsteeredImage.SOURCE, margin));
                margins.removeIf(margin -> margin.alpha() == SOURCE_ALPHA);
                taken += unsteered.size();
            }
        }
        return taken;
    }

    boolean isEmpty() {
        return source.isEmpty() && target.isEmpty();
    }

    SortedMap<String, Margins.Unsteered> byScorer() {
        SortedMap<String, Margins.Unsteered> all = new TreeMap<>();
        source.forEach((scorer, margins) ->
                all.put(scorer, new Margins.Unsteered(margins, target.getOrDefault(scorer, List.of()))));
        target.forEach((scorer, margins) -> all.putIfAbsent(scorer, new Margins.Unsteered(List.of(), margins)));
        return all;
    }
}
