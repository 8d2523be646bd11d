package io.steerscope.statistics.differences;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.EmpiricalQuantile;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.random.SplitMix64;

/**
 * Bootstrap of a mean over pairs that share images. A resample draws as many images as there are, with replacement; a
 * pair counts as often as the product of how often its two images were drawn (the pigeonhole bootstrap of Owen 2007,
 * Annals of Applied Statistics 1, 386-411, which is conservative). Where no image is in two pairs, the pairs are
 * independent, and are drawn themselves. The order of the pairs does not matter.
 *
 * <p>Where one image is in more than half of the pairs there is no interval. How often it was drawn is a factor of the
 * weight of most pairs, which a mean cancels: the resamples would say nothing of how much the mean depends on that
 * image, and the interval would be much too narrow.
 */
public final class ImageBootstrap {

    /** Resamples. */
    public static final int RESAMPLES = 9_999;

    private static final double TAIL = 0.025;

    private final int units;
    private final int[] first;
    private final int[] second;
    private final int[] values;

    private ImageBootstrap(int units, int[] first, int[] second, int[] values) {
        this.units = units;
        this.first = first;
        this.second = second;
        this.values = values;
    }

    /**
     * The 95 % percentile interval of the mean value; null below two pairs, where one image is in more than half of
     * them, and where no resample has a pair.
     *
     * @param pairs the pairs; their texts and truth do not matter
     * @param values of the pairs, as many
     * @param seed of the resamples
     */
    public static @Nullable Interval ofMean(List<ImagePair> pairs, int[] values, long seed) {
        return pairs.size() < 2 || hasDominantImage(pairs)
                ? null
                : prepared(pairs, values).interval(seed);
    }

    /** Whether an image is in two of the pairs, so that they depend on each other. */
    public static boolean sharesImages(List<ImagePair> pairs) {
        Set<Integer> seen = new HashSet<>();
        return pairs.stream().anyMatch(pair -> {
            boolean isNew = seen.add(pair.first());
            return !(pair.first() == pair.second() || seen.add(pair.second())) || !isNew;
        });
    }

    /** Whether one image is in more than half of the pairs, of two at least. */
    public static boolean hasDominantImage(List<ImagePair> pairs) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (ImagePair pair : pairs) {
            counts.merge(pair.first(), 1, Integer::sum);
            if (pair.second() != pair.first()) {
                counts.merge(pair.second(), 1, Integer::sum);
            }
        }
        return pairs.size() > 1 && counts.values().stream().anyMatch(count -> 2 * count > pairs.size());
    }

    private static ImageBootstrap prepared(List<ImagePair> pairs, int[] values) {
        if (!sharesImages(pairs)) {
            int[] each = IntStream.range(0, pairs.size()).toArray();
            int[] inOrder = IntStream.of(each)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> pairs.get(i).first()))
                    .mapToInt(i -> values[i])
                    .toArray();
            return new ImageBootstrap(each.length, each, each, inOrder);
        }
        int[] images = pairs.stream()
                .flatMapToInt(pair -> IntStream.of(pair.first(), pair.second()))
                .sorted()
                .distinct()
                .toArray();
        return new ImageBootstrap(
                images.length,
                pairs.stream()
                        .mapToInt(pair -> Arrays.binarySearch(images, pair.first()))
                        .toArray(),
                pairs.stream()
                        .mapToInt(pair -> Arrays.binarySearch(images, pair.second()))
                        .toArray(),
                values);
    }

    private @Nullable Interval interval(long seed) {
        long start = SplitMix64.mix(seed);
        double[] means = IntStream.range(0, RESAMPLES)
                .parallel()
                .mapToDouble(r -> mean(SplitMix64.mix(start + r * SplitMix64.GOLDEN_GAMMA)))
                .filter(mean -> !Double.isNaN(mean))
                .sorted()
                .toArray();
        return means.length == 0
                ? null
                : new Interval(EmpiricalQuantile.of(means, TAIL), EmpiricalQuantile.of(means, 1.0 - TAIL));
    }

    /** The mean of a resample; NaN where it has no pair. Sums are whole numbers. */
    private double mean(long start) {
        int[] drawn = new int[units];
        long state = start;
        for (int i = 0; i < units; i++) {
            state += SplitMix64.GOLDEN_GAMMA;
            drawn[(int) ((SplitMix64.mix(state) >>> 32) * units >>> 32)]++;
        }
        long sum = 0;
        long count = 0;
        for (int p = 0; p < values.length; p++) {
            long weight = first[p] == second[p] ? drawn[first[p]] : (long) drawn[first[p]] * drawn[second[p]];
            sum += weight * values[p];
            count += weight;
        }
        return count == 0 ? Double.NaN : (double) sum / count;
    }
}
