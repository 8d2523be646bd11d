package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

import io.steerscope.statistics.estimate.CategoryHeterogeneity;
import io.steerscope.statistics.exact.ExactMoments;

/**
 * Categories of pairs whose alphas are correlated: how often they are called different where they are not, over the
 * means of pairs and over items, and how often the intervals of random effects hold.
 */
final class CategoryComparisons {

    private static final double LEVEL = 0.95;
    private static final String DIFFERENT =
            "Categories of equal means are called different (categories x pairs; alphas of a pair correlated by "
                    + Cells.CORRELATION + ")";
    private static final List<Experiments.Event> TESTS = List.of(
            new Experiments.Event(DIFFERENT, "Welch's F over pair means", "5 %"),
            new Experiments.Event(DIFFERENT, "Cochran's Q over pair means", "5 %"),
            new Experiments.Event(DIFFERENT, "Welch's F over items", "5 %"),
            new Experiments.Event(DIFFERENT, "Cochran's Q over items", "5 %"));

    private record Size(int categories, int pairs) {
        String words() {
            return categories + " x " + pairs;
        }
    }

    private static final List<Size> SIZES =
            List.of(new Size(4, 5), new Size(4, 10), new Size(4, 50), new Size(8, 5), new Size(8, 10), new Size(8, 50));

    private CategoryComparisons() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            for (Size size : SIZES) {
                rates.addAll(experiments
                        .oneIn(4)
                        .rates(population, size.words(), TESTS, random -> test(population, size, random)));
            }
        }
        for (double deviation : new double[] {0.0, 0.5}) {
            String question = "The 95 % interval of random effects holds (categories x pairs; means of categories "
                    + (deviation == 0.0
                            ? "equal)"
                            : "normal, their standard deviation " + deviation + " of that of pairs)");
            List<Experiments.Event> events = List.of(
                    new Experiments.Event(question, "Hartung-Knapp, mean over categories", "95 %"),
                    new Experiments.Event(question, "prediction, mean of a further one", "95 %"));
            for (Population population : Population.values()) {
                for (Size size : SIZES) {
                    rates.addAll(experiments
                            .oneIn(4)
                            .rates(
                                    population,
                                    size.words(),
                                    events,
                                    random -> cover(population, size, deviation, random)));
                }
            }
        }
        return rates;
    }

    private static boolean[] test(Population population, Size size, SplittableRandom random) {
        List<ExactMoments> means = new ArrayList<>();
        List<ExactMoments> items = new ArrayList<>();
        for (int category = 0; category < size.categories(); category++) {
            double[][] pairs = population.pairs(random, size.pairs(), Cells.ALPHAS, Cells.CORRELATION);
            means.add(pairMeans(pairs, 0.0));
            ExactMoments moments = ExactMoments.EMPTY;
            for (double[] pair : pairs) {
                for (double value : pair) {
                    moments = moments.add(Population.MARGIN * value);
                }
            }
            items.add(moments);
        }
        CategoryHeterogeneity ofMeans = compared(means);
        CategoryHeterogeneity ofItems = compared(items);
        return new boolean[] {
            ofMeans.welchP() <= 1.0 - LEVEL,
            ofMeans.qP() <= 1.0 - LEVEL,
            ofItems.welchP() <= 1.0 - LEVEL,
            ofItems.qP() <= 1.0 - LEVEL
        };
    }

    private static boolean[] cover(Population population, Size size, double deviation, SplittableRandom random) {
        double ofPair = deviation * Math.sqrt((1.0 + (Cells.ALPHAS - 1) * Cells.CORRELATION) / Cells.ALPHAS);
        List<ExactMoments> means = new ArrayList<>();
        for (int category = 0; category < size.categories(); category++) {
            means.add(pairMeans(
                    population.pairs(random, size.pairs(), Cells.ALPHAS, Cells.CORRELATION),
                    ofPair * random.nextGaussian()));
        }
        CategoryHeterogeneity effects = compared(means);
        double further = Population.MARGIN * ofPair * random.nextGaussian();
        return new boolean[] {
            effects.interval().contains(0.0),
            effects.prediction() != null && effects.prediction().contains(further)
        };
    }

    private static ExactMoments pairMeans(double[][] pairs, double shift) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (double[] pair : pairs) {
            double sum = 0.0;
            for (double value : pair) {
                sum += value;
            }
            moments = moments.add(Population.MARGIN * (shift + sum / pair.length));
        }
        return moments;
    }

    private static CategoryHeterogeneity compared(Collection<ExactMoments> categories) {
        SortedMap<String, ExactMoments> byName = new TreeMap<>();
        categories.forEach(moments -> byName.put("category-" + byName.size(), moments));
        return CategoryHeterogeneity.of(byName, LEVEL).orElseThrow();
    }
}
