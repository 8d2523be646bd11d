package io.steerscope.benchmarks.queries;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/**
 * The scores of an experiment of 8 categories, 3 strengths and 3 seeds, round after round: every round scores each
 * image once more with another margin, in another seeded random order. The design has one image more than there are
 * scores of, so that it stays unfinished.
 */
final class LiveScores {

    static final String EXPERIMENT = "queries-benchmark";
    static final String SCORER = "clip-vit-large-patch14";
    static final String METHOD = "analogy";

    private static final int CATEGORIES = 8;
    private static final List<Double> ALPHAS = List.of(0.5, 0.8, 1.0);
    private static final int SEEDS = 3;
    private static final int IMAGES_PER_PAIR = ALPHAS.size() * SEEDS;
    private static final long START = 1_760_000_000_000L;

    private final int pairsPerCategory;
    private final long seed;

    /** @param images the smallest number of images; it is rounded up to whole categories */
    LiveScores(int images, long seed) {
        this.pairsPerCategory = (images + CATEGORIES * IMAGES_PER_PAIR - 1) / (CATEGORIES * IMAGES_PER_PAIR);
        this.seed = seed;
    }

    int images() {
        return pairsPerCategory * CATEGORIES * IMAGES_PER_PAIR;
    }

    Experiment design() {
        return new Experiment(
                EXPERIMENT,
                IntStream.range(0, CATEGORIES)
                        .mapToObj(category -> new CategoryDesign(category(category), pairsPerCategory, null))
                        .toList(),
                IntStream.range(0, SEEDS).mapToObj(Long::valueOf).toList(),
                ALPHAS,
                List.of(METHOD),
                new GeneratorSettings("ssd-1b", "euler", 25, 7.5, null, 1024, 1024, null),
                seed,
                images() + 1L,
                null,
                null,
                null,
                null,
                null,
                null,
                "p".repeat(64),
                "d".repeat(64));
    }

    /** Numbers of the images in the order of a round. */
    int[] order(int round) {
        int[] order = IntStream.range(0, images()).toArray();
        Random random = new Random(seed + round);
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }

    Identity identity(int image) {
        int pair = image / IMAGES_PER_PAIR;
        return new Identity(EXPERIMENT, "pair-" + pair, METHOD, ALPHAS.get(image % ALPHAS.size()), (long)
                (image / ALPHAS.size() % SEEDS));
    }

    MarginScore score(int round, int image) {
        Identity identity = identity(image);
        int category = image / IMAGES_PER_PAIR % CATEGORIES;
        Random random = new Random((seed + round) * 31 + image);
        double source = 0.22 + 0.02 * random.nextGaussian();
        double target =
                source + 0.05 * identity.getAlpha() - 0.03 + 0.004 * (category - 3) + 0.02 * random.nextGaussian();
        return new MarginScore(
                identity,
                SCORER,
                "5f".repeat(32),
                null,
                category(category),
                "a photo of a red car by the road, " + identity.getPairId(),
                "a photo of a blue car by the road, " + identity.getPairId(),
                source,
                target,
                target - source,
                null,
                false,
                false,
                new PromptTokens(false, 0, 0),
                "%064x".formatted(image),
                null,
                null,
                null,
                Instant.ofEpochMilli(START + 50L * image),
                null);
    }

    private static String category(int index) {
        return "category " + (index + 1);
    }
}
