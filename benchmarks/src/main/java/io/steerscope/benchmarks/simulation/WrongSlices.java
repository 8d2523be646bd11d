package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.steerscope.statistics.choosing.CandidateImage;
import io.steerscope.statistics.choosing.ChoosingSettings;
import io.steerscope.statistics.choosing.ImageChoice;
import io.steerscope.statistics.choosing.Slice;
import io.steerscope.statistics.choosing.SliceAnalysis;
import io.steerscope.statistics.choosing.SliceReference;

/**
 * How often any slice is selected among images whose scores have nothing to do with what they show: images of a group
 * look alike, and their scores depend on each other, as those of one prompt do. Beside it what is shown by tools that
 * report every cluster of two or more images whose mean lies low enough, without a test.
 */
final class WrongSlices {

    private static final int DIMENSIONS = 16;
    private static final double LIKENESS = 0.5;
    private static final double LIFT = 0.1;
    private static final int MANY = 7;
    private static final int PERMUTATIONS = 199;
    private static final String QUESTION = "Any slice of images without structure";
    private static final String PROMISE = "at most 5 %";

    private static final List<Experiments.Event> EVENTS = List.of(
            new Experiments.Event(QUESTION, "against all images, lifts of any size", PROMISE),
            new Experiments.Event(QUESTION, "against all images", PROMISE),
            new Experiments.Event(QUESTION, "the same, by permutation of groups", PROMISE),
            new Experiments.Event(QUESTION, "against the categories", PROMISE),
            new Experiments.Event(QUESTION, "against the node above", PROMISE),
            new Experiments.Event(QUESTION, "without the design effect", ""),
            new Experiments.Event(QUESTION, "two images and a drop of one sd, any", ""),
            new Experiments.Event(QUESTION, "two images and a drop of one sd, " + MANY + " or more", ""));

    /**
     * How images are grouped.
     *
     * @param words in tables
     * @param smallest images of the smallest group
     * @param largest images of the largest; sizes between are equally likely
     * @param correlation of scores of one group
     * @param kinds kinds of image within a group: it is these that look alike and whose scores have the correlation; 0
     *     without
     * @param step scores are multiples of this many standard deviations; 0 of any
     */
    private record Grouping(String words, int smallest, int largest, double correlation, int kinds, double step) {}

    private static final List<Grouping> GROUPINGS = List.of(
            new Grouping("each image alone", 1, 1, 0.0, 0, 0.0),
            new Grouping("alone, in steps of one sd", 1, 1, 0.0, 0, 1.0),
            new Grouping("groups of 3, correlation 0", 3, 3, 0.0, 0, 0.0),
            new Grouping("groups of 3, correlation .5", 3, 3, 0.5, 0, 0.0),
            new Grouping("groups of 3, correlation .9", 3, 3, 0.9, 0, 0.0),
            new Grouping("groups of 1 to 12, correlation .5", 1, 12, 0.5, 0, 0.0),
            new Grouping("groups of 12 of 3 kinds, correlation .8 within kinds alone", 12, 12, 0.8, 3, 0.0));

    private WrongSlices() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (int n : new int[] {120, 480}) {
            Experiments fewer = experiments.oneIn(n == 120 ? 10 : 40);
            for (Grouping grouping : GROUPINGS) {
                for (Population population : List.of(Population.NORMAL, Population.HEAVY_TAILED)) {
                    rates.addAll(fewer.rates(
                            grouping.words() + "; " + population.words(),
                            "n = " + n,
                            EVENTS,
                            random -> selected(draw(grouping, population, n, random))));
                }
            }
        }
        return rates;
    }

    private static boolean[] selected(List<CandidateImage> images) {
        SliceAnalysis all = slices(images, SliceReference.ALL, PERMUTATIONS, 5, 2);
        List<CandidateImage> alone =
                images.stream().map(image -> in(image, image.key())).toList();
        SliceAnalysis untested = slices(images, SliceReference.ALL, 0, 2, 1);
        Double sd = untested.sd();
        long low = untested.slices().stream()
                .filter(slice -> sd != null && slice.lift() <= -sd)
                .count();
        return new boolean[] {
            isAny(all, 0.0),
            isAny(all, LIFT),
            all.slices().stream().anyMatch(WrongSlices::isBeyondPermutations),
            isAny(slices(images, SliceReference.CATEGORY, 0, 5, 2), LIFT),
            isAny(slices(images, SliceReference.PARENT, 0, 5, 2), LIFT),
            isAny(slices(alone, SliceReference.ALL, 0, 5, 2), LIFT),
            low > 0,
            low >= MANY
        };
    }

    /** Whether any is selected whose shrunken lift is at least so many standard deviations of the scores. */
    private static boolean isAny(SliceAnalysis analysis, double least) {
        Double sd = analysis.sd();
        return analysis.slices().stream()
                .anyMatch(slice -> slice.selected() && sd != null && Math.abs(slice.shrunkenLift()) >= least * sd);
    }

    private static boolean isBeyondPermutations(Slice slice) {
        Double p = slice.permutationP();
        return p != null && p <= ChoosingSettings.Slices.LEVEL;
    }

    private static SliceAnalysis slices(
            List<CandidateImage> images, SliceReference reference, int permutations, int support, int groups) {
        return ImageChoice.of(
                        images,
                        new ChoosingSettings(
                                List.of(2),
                                new ChoosingSettings.Slices(support, groups, 0.0, null, reference, permutations, 1),
                                Set.of(),
                                1,
                                0.7,
                                0.9999))
                .slices();
    }

    private static CandidateImage in(CandidateImage image, String group) {
        return new CandidateImage(
                image.key(), image.category(), group, image.score(), image.facts(), image.prompt(), image.vector());
    }

    private static List<CandidateImage> draw(Grouping grouping, Population population, int n, SplittableRandom random) {
        List<CandidateImage> images = new ArrayList<>();
        for (int group = 0; images.size() < n; group++) {
            int size = Math.min(n - images.size(), random.nextInt(grouping.smallest(), grouping.largest() + 1));
            int kinds = Math.max(1, grouping.kinds());
            double[] centre = vector(random);
            for (int kind = 0; kind < kinds; kind++) {
                double[] ofKind = grouping.kinds() == 0 ? centre : near(centre, random);
                double[] scores = new double[size / kinds + (kind < size % kinds ? 1 : 0)];
                population.draw(random, grouping.correlation(), scores);
                for (double score : scores) {
                    double[] vector = near(ofKind, random);
                    images.add(new CandidateImage(
                            "%04d".formatted(images.size()),
                            group % 2 == 0 ? "a" : "b",
                            "g" + group,
                            grouping.step() == 0.0 ? score : grouping.step() * Math.rint(score / grouping.step()),
                            Map.of(),
                            "",
                            floats(vector)));
                }
            }
        }
        return images;
    }

    private static double[] vector(SplittableRandom random) {
        return IntStream.range(0, DIMENSIONS)
                .mapToDouble(j -> random.nextGaussian())
                .toArray();
    }

    private static double[] near(double[] centre, SplittableRandom random) {
        double[] near = centre.clone();
        for (int j = 0; j < near.length; j++) {
            near[j] += LIKENESS * random.nextGaussian();
        }
        return near;
    }

    private static float[] floats(double[] vector) {
        float[] floats = new float[vector.length];
        for (int j = 0; j < floats.length; j++) {
            floats[j] = (float) vector[j];
        }
        return floats;
    }
}
