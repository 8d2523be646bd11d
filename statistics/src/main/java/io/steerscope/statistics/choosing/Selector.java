package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.ImageAccumulator;
import io.steerscope.statistics.embedding.PlainSpectrum;

/** Selects images of a category. */
final class Selector {

    /** Values that differ by no more are ties, which the key decides and no rounding. */
    private static final double TIE = 1e-12;

    private final List<CandidateImage> images;
    private final double[][] units;
    private final double[][] clustered;
    private final double[] scores;
    private final double[] standardised;
    private final NearDuplicates duplicates;
    private final ChoosingSettings settings;

    /**
     * Selections to come.
     *
     * @param images all, in key order, each with a score
     * @param units their unit vectors
     * @param clustered what the hierarchies are of
     * @param standardised scores about the mean of the category, in its standard deviations
     */
    Selector(
            List<CandidateImage> images,
            double[][] units,
            double[][] clustered,
            double[] scores,
            double[] standardised,
            NearDuplicates duplicates,
            ChoosingSettings settings) {
        this.images = images;
        this.units = units;
        this.clustered = clustered;
        this.scores = scores;
        this.standardised = standardised;
        this.duplicates = duplicates;
        this.settings = settings;
    }

    /**
     * Selects.
     *
     * @param places of the images of the category, ascending, at least one
     */
    CategorySelection of(int[] places) {
        int[] candidates = duplicates.kept(places);
        Map<SelectionRule, Selection> byRule = new EnumMap<>(SelectionRule.class);
        for (SelectionRule rule : settings.rules()) {
            byRule.put(
                    rule,
                    selection(
                            switch (rule) {
                                case TOP -> top(candidates);
                                case SPREAD -> spread(candidates);
                                case CLUSTERS -> clusters(candidates);
                                case BEST_OF_PAIR -> bestOfGroups(candidates);
                            }));
        }
        return new CategorySelection(
                places.length, candidates.length, LiftReference.mean(scores, places), meanDistance(places), byRule);
    }

    private Comparator<Integer> best() {
        return Comparator.comparingDouble((Integer place) -> -standardised[place])
                .thenComparingDouble(place -> -scores[place])
                .thenComparingInt(place -> place);
    }

    private List<Integer> top(int[] candidates) {
        return Arrays.stream(candidates)
                .boxed()
                .sorted(best())
                .limit(settings.count())
                .toList();
    }

    private List<Integer> spread(int[] candidates) {
        double[] largest = new double[candidates.length];
        boolean[] isChosen = new boolean[candidates.length];
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(settings.count(), candidates.length)) {
            int next = -1;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < candidates.length; i++) {
                double value = settings.weight() * standardised[candidates[i]] - (1.0 - settings.weight()) * largest[i];
                if (!isChosen[i] && (next < 0 || value > greatest + TIE)) {
                    next = i;
                    greatest = value;
                }
            }
            isChosen[next] = true;
            for (int i = 0; i < candidates.length; i++) {
                double cosine = UnitRows.cosine(units[candidates[i]], units[candidates[next]]);
                largest[i] = chosen.isEmpty() ? cosine : Math.max(largest[i], cosine);
            }
            chosen.add(candidates[next]);
        }
        return chosen;
    }

    private List<Integer> clusters(int[] candidates) {
        double[][] rows = IntStream.of(candidates).mapToObj(i -> clustered[i]).toArray(double[][]::new);
        List<String> keys =
                IntStream.of(candidates).mapToObj(i -> images.get(i).key()).toList();
        int[] level = new Clusters(rows, keys, settings.count(), settings.mostImages(), settings.sampled())
                .level(settings.count());
        Map<Integer, Integer> bestOf = new TreeMap<>();
        for (int i = 0; i < candidates.length; i++) {
            bestOf.merge(level[i], candidates[i], this::better);
        }
        return bestOf.values().stream().sorted(best()).toList();
    }

    /** By group in alphabetical order. */
    private List<Integer> bestOfGroups(int[] candidates) {
        Map<String, Integer> bestOf = new TreeMap<>();
        for (int candidate : candidates) {
            bestOf.merge(images.get(candidate).group(), candidate, this::better);
        }
        return List.copyOf(bestOf.values());
    }

    private int better(int one, int other) {
        return best().compare(one, other) <= 0 ? one : other;
    }

    private Selection selection(List<Integer> chosen) {
        if (chosen.isEmpty()) {
            return new Selection(chosen, null, null, null);
        }
        ImageAccumulator accumulator = new ImageAccumulator(units[0].length, List.of());
        chosen.forEach(place -> accumulator.add(0, images.get(place).vector()));
        PlainSpectrum spectrum = accumulator.moments().plain(OptionalDouble.empty());
        int[] places = chosen.stream().mapToInt(Integer::intValue).toArray();
        return new Selection(chosen, LiftReference.mean(scores, places), meanDistance(places), spectrum.q1());
    }

    /** Mean of 1 - cos over pairs, sum |y - m|^2 / (n - 1) for unit vectors y of mean m. */
    private @Nullable Double meanDistance(int[] places) {
        int n = places.length;
        if (n < 2) {
            return null;
        }
        double[] mean = new double[units[0].length];
        for (int place : places) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += units[place][j];
            }
        }
        for (int j = 0; j < mean.length; j++) {
            mean[j] /= n;
        }
        double squares = 0.0;
        for (int place : places) {
            squares += UnitRows.squaredDistance(units[place], mean);
        }
        return squares / (n - 1);
    }
}
