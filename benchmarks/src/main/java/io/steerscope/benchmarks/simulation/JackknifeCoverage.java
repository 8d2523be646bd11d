package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.steerscope.statistics.embedding.ConditionalSpectrum;
import io.steerscope.statistics.embedding.ImageAccumulator;
import io.steerscope.statistics.embedding.ImageMoments;
import io.steerscope.statistics.embedding.Jackknife;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.random.SplitMix64;

/**
 * How often jackknife intervals of effective numbers, and of their ratio to those of the unsteered images of the same
 * pairs, hold what they are about. That is the expectation of the logarithm over experiments of as many pairs, since
 * effective numbers rise with the number of images; and beside it the value of unlimited pairs, which they are not
 * about.
 */
final class JackknifeCoverage {

    private static final double RIDGE = 0.001;
    private static final int DRAWS = 20_000;
    private static final int UNLIMITED = 3_000;
    private static final List<Experiments.Event> EVENTS = events();

    private JackknifeCoverage() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (ImageSpread spread : ImageSpread.values()) {
            double[] unlimited = logarithms(spread, UNLIMITED, new SplittableRandom(experiments.seed()));
            for (int pairs : new int[] {5, 10, 20, 50}) {
                double[] expected = expected(spread, pairs, experiments.seed());
                rates.addAll(experiments
                        .oneIn(10)
                        .rates(
                                spread.words(),
                                pairs + " pairs",
                                EVENTS,
                                random -> covered(spread.draw(random, pairs), expected, unlimited)));
            }
        }
        return rates;
    }

    private static List<Experiments.Event> events() {
        List<Experiments.Event> events = new ArrayList<>();
        for (String of : new String[] {"expectation at as many pairs", "value of unlimited pairs"}) {
            for (String what : new String[] {"", " as a ratio to the unsteered"}) {
                for (Jackknife.Figure figure : Jackknife.Figure.values()) {
                    events.add(new Experiments.Event(
                            "The 95 % jackknife interval holds the " + of,
                            figure.name().toLowerCase(Locale.ROOT) + what,
                            "95 %"));
                }
            }
        }
        return List.copyOf(events);
    }

    /** Logarithms of Vendi, sce and modes of the steered images, then the same less those of the unsteered ones. */
    private static double[] logarithms(ImageSpread spread, int pairs, SplittableRandom random) {
        ImageSpread.Cell cell = spread.draw(random, pairs);
        double[] steered = logarithms(cell.steered(), cell);
        double[] unsteered = logarithms(cell.unsteered(), cell);
        double[] all = new double[2 * steered.length];
        for (int i = 0; i < steered.length; i++) {
            all[i] = steered[i];
            all[steered.length + i] = steered[i] - unsteered[i];
        }
        return all;
    }

    private static double[] logarithms(float[][] images, ImageSpread.Cell cell) {
        ImageAccumulator accumulator = new ImageAccumulator(ImageSpread.DIMENSIONS, List.of(cell.texts()));
        for (int i = 0; i < images.length; i++) {
            accumulator.add(cell.pairs()[i], images[i]);
        }
        ImageMoments moments = accumulator.moments();
        ConditionalSpectrum left = moments.conditional(0, RIDGE);
        Double modes = left.modes();
        return new double[] {
            Math.log(moments.plain(OptionalDouble.empty()).q1()),
            Math.log(left.sce()),
            modes == null ? Double.NaN : Math.log(modes)
        };
    }

    /** The mean over {@value #DRAWS} experiments of their own. */
    private static double[] expected(ImageSpread spread, int pairs, long seed) {
        long stream = SplitMix64.mix(seed ^ (spread.name() + pairs).hashCode());
        double[][] draws = IntStream.range(0, DRAWS)
                .parallel()
                .mapToObj(draw -> logarithms(
                        spread, pairs, new SplittableRandom(SplitMix64.mix(stream + draw * SplitMix64.GOLDEN_GAMMA))))
                .toArray(double[][]::new);
        double[] mean = new double[draws[0].length];
        for (double[] draw : draws) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += draw[i] / DRAWS;
            }
        }
        return mean;
    }

    private static boolean[] covered(ImageSpread.Cell cell, double[] expected, double[] unlimited) {
        Jackknife steered = jackknife(cell.steered(), cell);
        Jackknife unsteered = jackknife(cell.unsteered(), cell);
        Jackknife.Figure[] figures = Jackknife.Figure.values();
        boolean[] covered = new boolean[EVENTS.size()];
        for (int i = 0; i < figures.length; i++) {
            Optional<Interval> own = steered.estimate(figures[i]).map(Jackknife.Estimate::interval);
            Optional<Interval> ratio = steered.ratioTo(unsteered, figures[i]).map(Jackknife.Estimate::interval);
            int k = figures.length;
            covered[i] = holds(own, expected[i]);
            covered[k + i] = holds(ratio, expected[k + i]);
            covered[2 * k + i] = holds(own, unlimited[i]);
            covered[3 * k + i] = holds(ratio, unlimited[k + i]);
        }
        return covered;
    }

    private static boolean holds(Optional<Interval> interval, double logarithm) {
        return interval.isPresent() && interval.get().contains(Math.exp(logarithm));
    }

    private static Jackknife jackknife(float[][] images, ImageSpread.Cell cell) {
        return Jackknife.of(images, cell.pairs(), cell.pairs(), Optional.of(cell.texts()), RIDGE)
                .orElseThrow();
    }
}
