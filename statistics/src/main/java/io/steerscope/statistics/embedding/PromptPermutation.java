package io.steerscope.statistics.embedding;

import java.util.stream.IntStream;

import io.steerscope.statistics.random.SplitMix64;

/**
 * Permutation test of "the prompt does not matter" for a group: prompts are exchanged between the sets of images that
 * they belong to, and the share that they explain, tr D, is computed again. p = (1 + count) / (1 + permutations), count
 * those whose share is at least as great up to 1e-12.
 *
 * @param permutations how many there were
 * @param pGreater the p-value
 */
public record PromptPermutation(int permutations, double pGreater) {

    /** The most prompts of a group that can be permuted: memory grows with their square. */
    public static final int MOST_PROMPTS = 4_096;

    private static final double TIE = 1e-12;

    /**
     * The test.
     *
     * @param images vectors in key order
     * @param prompts the prompt of each, between 2 and {@value #MOST_PROMPTS} different ones
     * @param ridge at least 0
     * @param permutations at least 1
     * @param seed of the permutations
     */
    public static PromptPermutation of(
            float[][] images, int[] prompts, TextFeatures texts, double ridge, int permutations, long seed) {
        Numbering byPrompt = Numbering.of(prompts);
        int count = byPrompt.count();
        if (count < 2 || count > MOST_PROMPTS) {
            throw new IllegalArgumentException(count + " prompts cannot be permuted");
        }
        PromptTotals totals = new PromptTotals(images[0].length);
        for (int i = 0; i < images.length; i++) {
            totals.add(byPrompt.of()[i], UnitVectors.of(images[i]));
        }
        double[] counts = new double[count];
        double[][] sums = new double[count][];
        totals.forEach((prompt, number, sum) -> {
            counts[prompt] = number;
            sums[prompt] = sum;
        });
        double[][] rows = Coordinates.reduced(
                IntStream.of(byPrompt.values()).mapToObj(texts::of).toArray(double[][]::new));
        Shares shares = new Shares(rows, counts, Products.gram(sums), images.length, ridge);
        return shares.test(permutations, seed);
    }

    /** tr D for exchanged prompts, from inner products of the sums of images. */
    private static final class Shares {

        private final double[][] rows;
        private final double[] counts;
        private final double[][] images;
        private final int n;
        private final double ridge;
        private final boolean isEven;
        private double[][] hat;

        private Shares(double[][] rows, double[] counts, double[][] images, int n, double ridge) {
            this.rows = rows;
            this.counts = counts;
            this.images = images;
            this.n = n;
            this.ridge = ridge;
            this.isEven = IntStream.range(1, counts.length).allMatch(i -> counts[i] == counts[0]);
            this.hat = hat(IntStream.range(0, counts.length).toArray());
        }

        private PromptPermutation test(int permutations, long seed) {
            int[] order = IntStream.range(0, counts.length).toArray();
            double observed = share(order);
            long state = seed;
            int asGreat = 0;
            for (int b = 0; b < permutations; b++) {
                for (int i = order.length - 1; i > 0; i--) {
                    state += SplitMix64.GOLDEN_GAMMA;
                    int j = (int) ((SplitMix64.mix(state) >>> 33) * (i + 1) >>> 31);
                    int swapped = order[i];
                    order[i] = order[j];
                    order[j] = swapped;
                }
                if (!isEven) {
                    hat = hat(order);
                }
                if (share(order) >= observed - TIE) {
                    asGreat++;
                }
            }
            return new PromptPermutation(permutations, (1.0 + asGreat) / (1.0 + permutations));
        }

        /** x (C_xx + ridge I)^-1 x' between prompts, where place p has the prompt order[p]. */
        private double[][] hat(int[] order) {
            int width = rows[0].length;
            double[][] upper = new double[width][width];
            double[][] weighted = new double[order.length][width];
            double[][] transposed = new double[width][order.length];
            for (int place = 0; place < order.length; place++) {
                double root = Math.sqrt(counts[place]);
                for (int j = 0; j < width; j++) {
                    weighted[place][j] = root * rows[order[place]][j];
                    transposed[j][place] = rows[place][j];
                }
            }
            Products.addSquares(upper, weighted, 0, weighted.length);
            double[][] root = new TextMoments(Products.symmetric(upper, 1.0 / n), transposed).explainedRoot(ridge);
            return Products.squares(root, order.length);
        }

        private double share(int[] order) {
            double sum = 0.0;
            for (int p = 0; p < order.length; p++) {
                double[] ofPrompt = hat[order[p]];
                for (int q = 0; q < order.length; q++) {
                    sum += ofPrompt[order[q]] * images[p][q];
                }
            }
            return sum / ((double) n * n);
        }
    }
}
