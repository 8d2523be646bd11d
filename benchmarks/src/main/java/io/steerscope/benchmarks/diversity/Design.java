package io.steerscope.benchmarks.diversity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import io.steerscope.statistics.diversity.DiversitySettings;

/**
 * An experiment of {@value #SEEDS} seeds, and what is asked of it.
 *
 * @param categories number of categories
 * @param pairs number of pairs of each category
 * @param alphas number of strengths, the first of them 0
 * @param dimensions elements of the vectors of images and of texts
 * @param groups whether categories, strengths and cells are groups beside all images
 * @param intervals whether groups have jackknife intervals
 */
record Design(int categories, int pairs, int alphas, int dimensions, boolean groups, boolean intervals) {

    static final int SEEDS = 3;
    static final double RIDGE = 0.001;
    private static final double LOSS = 0.1;

    private static final Map<String, Design> BY_NAME = Map.of(
            "4800x144", new Design(8, 50, 4, 144, true, false),
            "3600x512", new Design(8, 50, 3, 512, true, false),
            "100000x512", new Design(8, 1_042, 4, 512, true, false),
            "450x144-intervals", new Design(1, 50, 3, 144, false, true),
            "450x512-intervals", new Design(1, 50, 3, 512, false, true),
            "4800x144-intervals", new Design(8, 50, 4, 144, false, true),
            "3600x512-intervals", new Design(8, 50, 3, 512, false, true));

    /** @throws IllegalArgumentException if no design has this name */
    static Design named(String name) {
        Design design = BY_NAME.get(name);
        if (design == null) {
            throw new IllegalArgumentException("no case " + name + " among " + BY_NAME.keySet());
        }
        return design;
    }

    int images() {
        return categories * pairs * SEEDS * alphas;
    }

    int prompts() {
        return categories * pairs;
    }

    /** Categories, pairs, alphas, dimensions, groups and intervals, with spaces between. */
    String shape() {
        return "%d %d %d %d %b %b".formatted(categories, pairs, alphas, dimensions, groups, intervals);
    }

    String words() {
        String group = groups
                ? "all, %d strengths, %d categories, %d cells".formatted(alphas, categories, alphas * categories)
                : "one group of %d pairs".formatted(prompts());
        return "%s | %s%s".formatted(imagesWords(), group, intervals ? ", with intervals" : "");
    }

    String imagesWords() {
        return String.format(Locale.ROOT, "%,d x %d", images(), dimensions);
    }

    DiversitySettings settings() {
        return new DiversitySettings(
                groups,
                groups,
                List.of(RIDGE),
                true,
                null,
                OptionalDouble.empty(),
                LOSS,
                intervals ? DiversitySettings.Intervals.ALL : DiversitySettings.Intervals.NONE,
                0,
                1L,
                null);
    }
}
