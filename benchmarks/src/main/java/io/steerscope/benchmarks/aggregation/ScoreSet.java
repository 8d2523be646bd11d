package io.steerscope.benchmarks.aggregation;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/**
 * The scores of a large experiment: 8 categories, 3 strengths, 3 seeds, as many pairs as it takes, in a seeded random
 * order. The design has some scores more than there are, so that it stays unfinished. Every score is a function of its
 * number.
 */
final class ScoreSet {

    static final String EXPERIMENT = "aggregation-benchmark";
    static final List<Double> ALPHAS = List.of(0.5, 0.8, 1.0);
    static final int SEEDS = 3;

    private static final List<String> CATEGORIES =
            List.of("colour", "shape", "material", "animal", "weather", "style", "count / size", "scene");
    private static final int CELLS = CATEGORIES.size() * ALPHAS.size() * SEEDS;
    private static final int VECTORS = 1_000;
    private static final long START = 1_760_000_000_000L;

    private final long seed;
    private final int scorers;
    private final int pairsPerCategory;
    private final int[] order;

    /**
     * @param count number of scores, at least 1
     * @param scorers number of scorers that share them
     */
    ScoreSet(int count, int scorers, long seed) {
        this.seed = seed;
        this.scorers = scorers;
        this.pairsPerCategory = count / (CELLS * scorers) + 1;
        int[] all = IntStream.range(0, pairsPerCategory * CELLS * scorers).toArray();
        Random random = new Random(seed);
        for (int i = all.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int moved = all[i];
            all[i] = all[other];
            all[other] = moved;
        }
        this.order = IntStream.of(all).limit(count).toArray();
    }

    Experiment design() {
        return new Experiment(
                EXPERIMENT,
                CATEGORIES.stream()
                        .map(category -> new CategoryDesign(category, pairsPerCategory, null))
                        .toList(),
                IntStream.range(0, SEEDS).mapToObj(Long::valueOf).toList(),
                ALPHAS,
                List.of("analogy"),
                new GeneratorSettings("ssd-1b", "euler", 25, 7.5, null, 1024, 1024, null),
                seed,
                (long) pairsPerCategory * CELLS,
                null,
                null,
                null,
                null,
                null,
                null,
                "p".repeat(64),
                "d".repeat(64));
    }

    /**
     * The scores in the order in which they are written, each with one of a thousand embeddings.
     *
     * @param dimensions elements of an embedding
     */
    Stream<MarginScore> embedded(int dimensions) {
        Random random = new Random(seed);
        List<ByteBuffer> vectors = new ArrayList<>();
        for (int i = 0; i < VECTORS; i++) {
            float[] vector = new float[dimensions];
            for (int j = 0; j < dimensions; j++) {
                vector[j] = (float) random.nextGaussian();
            }
            vectors.add(EmbeddingBytes.unit(vector));
        }
        return IntStream.of(order).mapToObj(number -> score(number, vectors.get(number % VECTORS)));
    }

    /** The scores in the order in which they are written. */
    Stream<MarginScore> scores() {
        return IntStream.of(order).mapToObj(number -> score(number, null));
    }

    private MarginScore score(int number, @Nullable ByteBuffer embedding) {
        int rest = number;
        int pair = rest % pairsPerCategory;
        rest /= pairsPerCategory;
        int category = rest % CATEGORIES.size();
        rest /= CATEGORIES.size();
        double alpha = ALPHAS.get(rest % ALPHAS.size());
        rest /= ALPHAS.size();
        long noise = rest % SEEDS;
        int scorer = rest / SEEDS;
        Random random = new Random(seed * 31 + number);
        double source = 0.22 + 0.02 * random.nextGaussian();
        double target = source + 0.05 * alpha - 0.03 + 0.004 * (category - 3) + 0.02 * random.nextGaussian();
        return new MarginScore(
                new Identity(
                        EXPERIMENT, CATEGORIES.get(category).substring(0, 5) + "-" + pair, "analogy", alpha, noise),
                scorer == 0 ? "clip-vit-large-patch14" : "clip-" + scorer,
                "5f".repeat(32),
                null,
                CATEGORIES.get(category),
                "a photo of a red car number " + pair + " parked by the road",
                "a photo of a blue car number " + pair + " parked by the road",
                source,
                target,
                target - source,
                null,
                false,
                false,
                new PromptTokens(false, 0, 0),
                hexadecimal(random),
                null,
                null,
                embedding,
                Instant.ofEpochMilli(START + number),
                null);
    }

    private static String hexadecimal(Random random) {
        byte[] checksum = new byte[32];
        random.nextBytes(checksum);
        return HexFormat.of().formatHex(checksum);
    }

    int size() {
        return order.length;
    }

    int scorers() {
        return scorers;
    }
}
