package io.steerscope.statistics.embedding;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.interval.Interval;

/**
 * Delete-one-pair jackknife (Efron and Stein 1981) of effective numbers, on their logarithm: with l_g the logarithm
 * without pair g, se^2 = (G - 1) / G sum (l_g - mean)^2, interval exp(log -+ t(G - 1) se). Valid at one look.
 */
public final class Jackknife {

    private static final int FEWEST_PAIRS = 3;
    private static final double LEVEL = 0.95;

    private final double[] all;
    private final double[][] without;

    /** An effective number. */
    public enum Figure {
        /** Vendi score of order 1. */
        VENDI,
        /** Schur complement entropy. */
        SCE,
        /** Effective number of kinds in what prompts leave. */
        MODES
    }

    /**
     * A logarithm with its error.
     *
     * @param log logarithm of the figure, or of a ratio of figures
     * @param se its standard error
     * @param interval 95 % interval of the figure or the ratio
     */
    public record Estimate(double log, double se, Interval interval) {}

    private Jackknife(double[] all, double[][] without) {
        this.all = all;
        this.without = without;
    }

    /**
     * The figures of a group with and without each pair. Pairs are left out side by side on the processor's cores; each
     * is computed by one thread.
     *
     * @param images vectors in key order, at least one
     * @param prompts the prompt of each
     * @param pairs the pair of each
     * @param texts what is known of prompts; empty for the Vendi score alone
     * @param ridge at least 0
     * @return empty below three pairs
     */
    public static Optional<Jackknife> of(
            float[][] images, int[] prompts, int[] pairs, Optional<TextFeatures> texts, double ridge) {
        Numbering byPair = Numbering.of(pairs);
        if (byPair.count() < FEWEST_PAIRS) {
            return Optional.empty();
        }
        Numbering byPrompt = Numbering.of(prompts);
        double[][] rows = Coordinates.reduced(UnitVectors.of(images));
        double[][] features = texts.isEmpty()
                ? null
                : Coordinates.reduced(IntStream.of(byPrompt.values())
                        .mapToObj(texts.get()::of)
                        .toArray(double[][]::new));
        int[][] places = byPair.places();
        MomentSums sums = MomentSums.of(
                rows, byPrompt.of(), features, IntStream.range(0, rows.length).toArray());
        Function<int[], double[]> removal = features != null && ridge >= TextMoments.WELL_CONDITIONED
                ? new RidgeRemoval(rows, byPrompt.of(), features, sums, ridge)::logarithms
                : part -> sums.without(MomentSums.of(rows, byPrompt.of(), features, part))
                        .logarithms(ridge);
        double[][] without = Stream.of(places).parallel().map(removal).toArray(double[][]::new);
        return Optional.of(new Jackknife(sums.logarithms(ridge), without));
    }

    /** What one group costs, in multiplications of about the order of its eigenproblems. */
    public static double cost(int images, int dimensions, int pairs) {
        double order = Math.min(images, dimensions);
        return (pairs + 1.0) * order * order * order;
    }

    /** Number of pairs. */
    public int pairs() {
        return without.length;
    }

    /** The figure; empty where the data, or those without some pair, do not determine it. */
    public Optional<Estimate> estimate(Figure figure) {
        int place = figure.ordinal();
        double[] replicates = new double[without.length];
        for (int pair = 0; pair < replicates.length; pair++) {
            replicates[pair] = without[pair][place];
        }
        return estimate(all[place], replicates);
    }

    /**
     * The figure as a ratio to that of another group over the same pairs.
     *
     * @throws IllegalArgumentException if the other group has another number of pairs
     */
    public Optional<Estimate> ratioTo(Jackknife other, Figure figure) {
        if (other.without.length != without.length) {
            throw new IllegalArgumentException(
                    "Groups of %d and %d pairs".formatted(without.length, other.without.length));
        }
        int place = figure.ordinal();
        double[] replicates = new double[without.length];
        for (int pair = 0; pair < replicates.length; pair++) {
            replicates[pair] = without[pair][place] - other.without[pair][place];
        }
        return estimate(all[place] - other.all[place], replicates);
    }

    private static Optional<Estimate> estimate(double log, double[] replicates) {
        int pairs = replicates.length;
        double sum = 0.0;
        for (double replicate : replicates) {
            sum += replicate;
        }
        if (Double.isNaN(log) || Double.isNaN(sum)) {
            return Optional.empty();
        }
        double mean = sum / pairs;
        double squares = 0.0;
        for (double replicate : replicates) {
            squares += (replicate - mean) * (replicate - mean);
        }
        double se = Math.sqrt((pairs - 1.0) / pairs * squares);
        double half = StudentT.quantile(0.5 + 0.5 * LEVEL, pairs - 1.0) * se;
        double high = StrictMath.exp(log + half);
        return Double.isInfinite(high)
                ? Optional.empty()
                : Optional.of(new Estimate(log, se, new Interval(StrictMath.exp(log - half), high)));
    }
}
