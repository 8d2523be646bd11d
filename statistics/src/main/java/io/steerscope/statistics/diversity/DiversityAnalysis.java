package io.steerscope.statistics.diversity;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.embedding.PromptRemoval;
import io.steerscope.statistics.embedding.TextFeatures;

/** Diversity beside alignment, of the images of one method. */
public final class DiversityAnalysis {

    private static final String TARGET = "target";

    private DiversityAnalysis() {}

    /**
     * The analysis. Groups are computed side by side, each by one thread, so that the result is a function of the set
     * alone.
     *
     * @param set images of the method, and of the baseline that it shares with others
     * @param lerp items of {@code lerp} to compare with; empty where it was not run, or is the method itself
     */
    public static DiversityResult of(ImageSet set, DiversitySettings settings, List<DiversityItem> lerp) {
        BaselineAlpha baseline = set.hasAlphas() ? BaselineAlpha.of(alphas(set)) : null;
        List<DiversityItem> items = items(set);
        Set<String> complete = new HashSet<>();
        for (DiversityItem item : items) {
            if (item.complete()) {
                complete.add(GroupSpectra.itemKey(item.pair(), item.alpha()));
            }
        }
        GroupSpectra spectra = new GroupSpectra(set, settings, baseline, complete);
        return new DiversityResult(
                baseline,
                items,
                baseline == null ? List.of() : DiversityCells.of(items, lerp, baseline, settings.loss()),
                spectra.all(),
                removal(set, settings),
                spectra.hasIntervals());
    }

    /** The items in order of pair and strength; none where images are not of pairs. */
    public static List<DiversityItem> items(ImageSet set) {
        return set.isOfPairs() && set.hasAlphas() ? DiversityItems.of(set) : List.of();
    }

    private static Set<Double> alphas(ImageSet set) {
        Set<Double> alphas = new TreeSet<>();
        set.images().forEach(image -> alphas.add(image.alpha()));
        return alphas;
    }

    /** On targets where these are known, else on the first condition. */
    private static DiversityResult.@Nullable Removal removal(ImageSet set, DiversitySettings settings) {
        if (set.conditions().isEmpty()) {
            return null;
        }
        float[][] targets = set.targets();
        Map.Entry<String, TextFeatures> condition = targets == null
                ? set.conditions().entrySet().iterator().next()
                : Map.entry(TARGET, TextFeatures.of(targets));
        float[][] vectors = new float[set.images().size()][];
        int[] prompts = new int[vectors.length];
        for (int place = 0; place < vectors.length; place++) {
            vectors[place] = set.images().get(place).vector();
            prompts[place] = set.images().get(place).prompt();
        }
        return new DiversityResult.Removal(
                condition.getKey(),
                settings.ridge(),
                PromptRemoval.of(vectors, prompts, condition.getValue(), settings.ridge()));
    }
}
