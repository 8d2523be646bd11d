package io.steerscope.statistics.diversity;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

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
        return of(set, settings, lerp, group -> true);
    }

    /**
     * The same with the spectra of some groups alone. The regression on prompts, which is over all images, is left out
     * where these are not among them.
     *
     * @param wanted which groups
     */
    public static DiversityResult of(
            ImageSet set, DiversitySettings settings, List<DiversityItem> lerp, Predicate<ImageGroup> wanted) {
        try {
            return analyse(set, settings, lerp, wanted);
        } catch (ArithmeticException e) {
            throw original(e);
        }
    }

    /** What a parallel stream throws is a new exception without message, caused by that of the other thread. */
    private static ArithmeticException original(ArithmeticException thrown) {
        ArithmeticException original = thrown;
        while (original.getMessage() == null && original.getCause() instanceof ArithmeticException cause) {
            original = cause;
        }
        return original;
    }

    private static DiversityResult analyse(
            ImageSet set, DiversitySettings settings, List<DiversityItem> lerp, Predicate<ImageGroup> wanted) {
        BaselineAlpha baseline = set.hasAlphas() ? BaselineAlpha.of(alphas(set)) : null;
        List<DiversityItem> items = items(set);
        Set<String> complete = new HashSet<>();
        for (DiversityItem item : items) {
            if (item.complete()) {
                complete.add(GroupSpectra.itemKey(item.pair(), item.alpha()));
            }
        }
        GroupSpectra spectra = new GroupSpectra(set, settings, baseline, complete, wanted);
        boolean isOverAll = wanted.test(new ImageGroup(null, null, new int[0]));
        return new DiversityResult(
                baseline,
                items,
                baseline == null ? List.of() : DiversityCells.of(items, lerp, baseline, settings.loss()),
                List.copyOf(set.conditions().keySet()),
                spectra.all(),
                isOverAll ? removal(set, settings).orElse(null) : null,
                spectra.hasIntervals());
    }

    /** The items in order of pair and strength; none where images are not of pairs. */
    public static List<DiversityItem> items(ImageSet set) {
        return set.isOfPairs() && set.hasAlphas() ? DiversityItems.of(set) : List.of();
    }

    private static Set<Double> alphas(ImageSet set) {
        Set<Double> alphas = new TreeSet<>();
        set.images().forEach(image -> alphas.add(image.alpha()));
        if (set.plan().hasUnsteered()) {
            alphas.add(0.0);
        }
        return alphas;
    }

    /**
     * The regression of all images on targets where these are known, else on the first condition; empty without
     * conditions.
     */
    public static Optional<DiversityResult.Removal> removal(ImageSet set, DiversitySettings settings) {
        if (set.conditions().isEmpty()) {
            return Optional.empty();
        }
        PairTexts texts = set.texts();
        String condition = texts != null || set.conditions().containsKey(TARGET)
                ? TARGET
                : set.conditions().keySet().iterator().next();
        TextFeatures features = texts == null
                ? Objects.requireNonNull(set.conditions().get(condition))
                : TextFeatures.of(texts.targets());
        float[][] vectors = new float[set.images().size()][];
        int[] prompts = new int[vectors.length];
        for (int place = 0; place < vectors.length; place++) {
            vectors[place] = set.images().get(place).vector();
            prompts[place] = set.images().get(place).prompt();
        }
        return Optional.of(new DiversityResult.Removal(
                condition, settings.ridge(), PromptRemoval.of(vectors, prompts, features, settings.ridge())));
    }
}
