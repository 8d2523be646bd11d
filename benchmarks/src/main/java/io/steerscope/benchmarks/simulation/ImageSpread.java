package io.steerscope.benchmarks.simulation;

import java.util.SplittableRandom;

import io.steerscope.statistics.embedding.TextFeatures;

/** How the images of a prompt differ: vectors of {@value #DIMENSIONS} of a cell, steered or not, over some pairs. */
enum ImageSpread {
    /** Within three directions, the same for all prompts: there are few kinds of image. */
    FEW_KINDS("few kinds", 3),
    /** In every direction. */
    ALL_DIRECTIONS("in all directions", ImageSpread.DIMENSIONS);

    static final int SEEDS = 3;
    static final int DIMENSIONS = 24;
    private static final double PAIR = 0.35;
    private static final double SEED = 0.7;
    private static final double STEERED = 0.75;

    private final String words;
    private final int directions;

    ImageSpread(String words, int directions) {
        this.words = words;
        this.directions = directions;
    }

    /** The name in tables. */
    String words() {
        return words;
    }

    /**
     * Images in the order of pair and seed.
     *
     * @param unsteered images of each pair
     * @param steered nearer to the target and, but for its share, less varied
     */
    record Cell(float[][] unsteered, float[][] steered, int[] pairs, TextFeatures texts) {}

    /** Independent pairs: new prompts, and a part of their own that prompts do not explain. */
    Cell draw(SplittableRandom random, int pairs) {
        float[][] sources = new float[pairs][DIMENSIONS];
        float[][] targets = new float[pairs][DIMENSIONS];
        float[][] unsteered = new float[SEEDS * pairs][DIMENSIONS];
        float[][] steered = new float[SEEDS * pairs][DIMENSIONS];
        int[] ofImages = new int[SEEDS * pairs];
        double scale = 1.0 / Math.sqrt(DIMENSIONS);
        for (int pair = 0; pair < pairs; pair++) {
            double[] own = new double[DIMENSIONS];
            for (int j = 0; j < DIMENSIONS; j++) {
                sources[pair][j] = (float) (common(j) + 0.6 * scale * random.nextGaussian());
                targets[pair][j] = (float) (sources[pair][j] + 0.6 * scale * random.nextGaussian());
                own[j] = PAIR * scale * random.nextGaussian();
            }
            for (int seed = 0; seed < SEEDS; seed++) {
                int image = SEEDS * pair + seed;
                ofImages[image] = pair;
                fill(unsteered[image], random, sources[pair], own, SEED);
                fill(steered[image], random, targets[pair], own, STEERED * SEED);
            }
        }
        return new Cell(unsteered, steered, ofImages, TextFeatures.ofPairs(sources, targets));
    }

    private void fill(float[] image, SplittableRandom random, float[] text, double[] own, double seed) {
        double scale = seed / Math.sqrt(directions);
        for (int j = 0; j < DIMENSIONS; j++) {
            double noise = j < directions ? scale * random.nextGaussian() : 0.0;
            image[j] = (float) (common(j) + 0.5 * (text[j] - common(j)) + own[j] + noise);
        }
    }

    /** What all vectors share, as those of CLIP do: of length 1, in the last direction. */
    private static double common(int j) {
        return j == DIMENSIONS - 1 ? 1.0 : 0.0;
    }
}
