package io.steerscope.benchmarks.simulation;

import java.util.SplittableRandom;

/**
 * Seed diversities of the items of one pair at the edge of a collapse: that of the unsteered item, and of one item for
 * each strength, whose expectation is a given share of it.
 *
 * <p>Distances between the images of an item are those of three points of {@value #DIRECTIONS} normal coordinates:
 * their mean is chi-square with twice as many degrees of freedom, over these, times the item's own scale.
 */
enum DiversityShape {
    /** One scale for all items of a pair: contrasts are symmetric but for the share kept. */
    ALIKE("of one shape") {
        @Override
        void draw(SplittableRandom random, double kept, double[] items) {
            double scale = logNormal(random, PAIRS);
            for (int i = 0; i < items.length; i++) {
                items[i] = (i == 0 ? 1.0 : kept) * scale * chiSquare(random);
            }
        }
    },
    /** A fifth of the steered items hardly differ from seed to seed, the others make up for it: skewed to the left. */
    FEW_COLLAPSE("a fifth collapses") {
        @Override
        void draw(SplittableRandom random, double kept, double[] items) {
            mixture(random, kept, items, 0.2, 0.05);
        }
    },
    /** Steered items have scales of their own, of a logarithm with deviation 0.5, beside even unsteered ones. */
    UNEVEN("log-normal, 0.5") {
        @Override
        void draw(SplittableRandom random, double kept, double[] items) {
            spread(random, kept, items, 0.5);
        }
    },
    /** The same with 1: a heavy tail to the right. */
    HEAVY("log-normal, 1") {
        @Override
        void draw(SplittableRandom random, double kept, double[] items) {
            spread(random, kept, items, 1.0);
        }
    },
    /** Most steered items lose more than half, few become as much more varied: the least favourable. */
    MOST_COLLAPSE("four in five collapse") {
        @Override
        void draw(SplittableRandom random, double kept, double[] items) {
            mixture(random, kept, items, 0.8, 0.4);
        }
    };

    private static final int DIRECTIONS = 4;
    private static final double PAIRS = 0.3;

    /** Seed diversity of an unsteered item, as CLIP's vectors have it. */
    private static final double MEAN = 0.1;

    private final String words;

    DiversityShape(String words) {
        this.words = words;
    }

    /** The name in tables. */
    String words() {
        return words;
    }

    /** Fills the first place with the unsteered item, the others with steered ones; the scale plays no part. */
    abstract void draw(SplittableRandom random, double kept, double[] items);

    private static void spread(SplittableRandom random, double kept, double[] items, double deviation) {
        items[0] = MEAN * chiSquare(random);
        double shared = random.nextGaussian();
        for (int i = 1; i < items.length; i++) {
            double own =
                    Math.sqrt(Cells.CORRELATION) * shared + Math.sqrt(1.0 - Cells.CORRELATION) * random.nextGaussian();
            items[i] = kept * MEAN * Math.exp(deviation * own - 0.5 * deviation * deviation) * chiSquare(random);
        }
    }

    /** A share of pairs is multiplied by a factor at all strengths, the others by what makes the mean 1. */
    private static void mixture(SplittableRandom random, double kept, double[] items, double share, double factor) {
        double scale = logNormal(random, PAIRS);
        double times = random.nextDouble() < share ? factor : (1.0 - share * factor) / (1.0 - share);
        items[0] = scale * chiSquare(random);
        for (int i = 1; i < items.length; i++) {
            items[i] = kept * times * scale * chiSquare(random);
        }
    }

    private static double logNormal(SplittableRandom random, double deviation) {
        return MEAN * Math.exp(deviation * random.nextGaussian() - 0.5 * deviation * deviation);
    }

    /** Of mean 1: half a chi-square variable of an even number of degrees of freedom is a sum of exponential ones. */
    private static double chiSquare(SplittableRandom random) {
        double product = 1.0;
        for (int i = 0; i < DIRECTIONS; i++) {
            product *= 1.0 - random.nextDouble();
        }
        return -Math.log(product) / DIRECTIONS;
    }
}
