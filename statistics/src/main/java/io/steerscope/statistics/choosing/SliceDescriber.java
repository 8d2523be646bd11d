package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.HypergeometricDistribution;

import io.steerscope.statistics.embedding.UnitVectors;
import io.steerscope.statistics.hypothesis.MultipleTesting;

/**
 * Describes slices without a language model: by values and words of prompts that more of their images have than would
 * by chance, and by their middle image.
 */
final class SliceDescriber {

    private static final double LEVEL = 0.05;
    private static final int MOST_TRAITS = 12;
    private static final int NEAREST = 6;
    private static final String CATEGORY = "category";
    private static final String WORD = "word";
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final double[][] units;
    private final List<Set<Value>> values = new ArrayList<>();
    private final Map<Value, Integer> counts = new HashMap<>();

    private record Value(String kind, String value) implements Comparable<Value> {

        private static final Comparator<Value> ORDER =
                Comparator.comparing(Value::kind).thenComparing(Value::value);

        @Override
        public int compareTo(Value other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Descriptions to come.
     *
     * @param units unit vectors of the images
     */
    SliceDescriber(List<CandidateImage> images, double[][] units) {
        this.units = units;
        Map<String, Set<String>> wordsOf = new HashMap<>();
        for (CandidateImage image : images) {
            Set<Value> ofImage = new TreeSet<>();
            image.facts().forEach((kind, value) -> ofImage.add(new Value(kind, value)));
            if (!image.category().isEmpty()) {
                ofImage.add(new Value(CATEGORY, image.category()));
            }
            wordsOf.computeIfAbsent(image.prompt(), SliceDescriber::words)
                    .forEach(word -> ofImage.add(new Value(WORD, word)));
            values.add(ofImage);
            ofImage.forEach(value -> counts.merge(value, 1, Integer::sum));
        }
    }

    private static Set<String> words(String prompt) {
        Set<String> words = new TreeSet<>(List.of(BETWEEN_WORDS.split(prompt.toLowerCase(Locale.ROOT))));
        words.remove("");
        return words;
    }

    /** The description of the images at some places. */
    SliceDescription of(int[] members) {
        int medoid = medoid(members);
        List<Integer> nearest = IntStream.of(members)
                .filter(member -> member != medoid)
                .boxed()
                .sorted(Comparator.comparingDouble(
                                (Integer member) -> UnitRows.squaredDistance(units[medoid], units[member]))
                        .thenComparingInt(member -> member))
                .limit(NEAREST)
                .toList();
        return new SliceDescription(medoid, nearest, traits(members));
    }

    private int medoid(int[] members) {
        double[] sum = new double[units[0].length];
        for (int member : members) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += units[member][j];
            }
        }
        int medoid = members[0];
        double greatest = Double.NEGATIVE_INFINITY;
        for (int member : members) {
            double product = UnitVectors.dot(units[member], sum);
            if (product > greatest) {
                medoid = member;
                greatest = product;
            }
        }
        return medoid;
    }

    private List<SliceDescription.Trait> traits(int[] members) {
        Map<Value, Integer> inSlice = new TreeMap<>();
        for (int member : members) {
            values.get(member).forEach(value -> inSlice.merge(value, 1, Integer::sum));
        }
        Map<Value, Double> pValues = new LinkedHashMap<>();
        inSlice.forEach((value, count) -> pValues.put(value, p(count, counts.getOrDefault(value, 0), members.length)));
        List<SliceDescription.Trait> traits = new ArrayList<>();
        MultipleTesting.benjaminiHochberg(pValues).forEach((value, q) -> {
            if (q <= LEVEL) {
                traits.add(new SliceDescription.Trait(
                        value.kind(),
                        value.value(),
                        inSlice.getOrDefault(value, 0),
                        counts.getOrDefault(value, 0),
                        pValues.getOrDefault(value, 1.0),
                        q));
            }
        });
        traits.sort(Comparator.comparingDouble(SliceDescription.Trait::p));
        return traits.subList(0, Math.min(MOST_TRAITS, traits.size()));
    }

    private double p(int inSlice, int inAll, int support) {
        return inAll == values.size()
                ? 1.0
                : Math.min(
                        1.0,
                        new HypergeometricDistribution(null, values.size(), inAll, support)
                                .upperCumulativeProbability(inSlice));
    }
}
