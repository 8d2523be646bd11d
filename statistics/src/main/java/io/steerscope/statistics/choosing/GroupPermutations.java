package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.steerscope.statistics.random.SplitMix64;

/**
 * Permutations of scores that keep groups together (Westfall and Young 1993, single-step max |z|): the scores of a
 * group go to another group of as many images, and within a group in any order. Where scores are exchangeable only
 * within strata, groups exchange with those whose images are of the same strata in the same order. A group that has no
 * like stays where it is, so that fewer permutations make p-values larger, never too small.
 */
final class GroupPermutations {

    private final List<int[][]> alike = new ArrayList<>();
    private final int[] strata;
    private final int n;
    private final long seed;
    private long drawn;

    /**
     * Permutations to come.
     *
     * @param groups of each image, from 0
     * @param strata of each image
     */
    GroupPermutations(int[] groups, int[] strata, long seed) {
        this.n = groups.length;
        this.strata = strata;
        this.seed = SplitMix64.mix(seed);
        Map<Integer, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            places.computeIfAbsent(groups[i], any -> new ArrayList<>()).add(i);
        }
        Map<List<Integer>, List<int[]>> byStrata = new java.util.LinkedHashMap<>();
        places.values().forEach(ofGroup -> {
            List<Integer> key = ofGroup.stream().map(place -> strata[place]).toList();
            byStrata.computeIfAbsent(key, any -> new ArrayList<>())
                    .add(ofGroup.stream().mapToInt(Integer::intValue).toArray());
        });
        byStrata.values().forEach(each -> alike.add(each.toArray(int[][]::new)));
    }

    /**
     * For each slice, (1 + permutations whose greatest |z| is as large) / (1 + permutations).
     *
     * @param values of the images
     * @param slices places of the images of each
     * @param se standard error of the lift of each
     */
    double[] pValues(double[] values, List<int[]> slices, double[] se, int permutations) {
        double mean = Arrays.stream(values).sum() / n;
        double[] observed = new double[slices.size()];
        for (int slice = 0; slice < observed.length; slice++) {
            observed[slice] = Math.abs(LiftReference.mean(values, slices.get(slice)) - mean) / se[slice];
        }
        int[] asLarge = new int[observed.length];
        double[] permuted = new double[n];
        for (int permutation = 0; permutation < permutations; permutation++) {
            permute(values, permuted);
            double largest = 0.0;
            for (int slice = 0; slice < observed.length; slice++) {
                double z = Math.abs(LiftReference.mean(permuted, slices.get(slice)) - mean) / se[slice];
                largest = Math.max(largest, z);
            }
            for (int slice = 0; slice < observed.length; slice++) {
                if (largest >= observed[slice] * (1.0 - 1e-12)) {
                    asLarge[slice]++;
                }
            }
        }
        return Arrays.stream(asLarge)
                .mapToDouble(count -> (1.0 + count) / (1.0 + permutations))
                .toArray();
    }

    private void permute(double[] values, double[] into) {
        for (int[][] groups : alike) {
            int[] order = shuffled(groups.length);
            for (int i = 0; i < groups.length; i++) {
                int[] from = groups[order[i]];
                for (int j = 0; j < from.length; j++) {
                    into[groups[i][j]] = values[from[j]];
                }
                shuffleWithin(groups[i], into);
            }
        }
    }

    private void shuffleWithin(int[] places, double[] values) {
        for (int i = places.length - 1; i > 0; i--) {
            int j = below(i + 1);
            if (strata[places[i]] == strata[places[j]]) {
                double swapped = values[places[i]];
                values[places[i]] = values[places[j]];
                values[places[j]] = swapped;
            }
        }
    }

    private int[] shuffled(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private int below(int bound) {
        drawn++;
        long bits = SplitMix64.mix(seed + drawn * SplitMix64.GOLDEN_GAMMA);
        return (int) ((bits >>> 32) * bound >>> 32);
    }
}
