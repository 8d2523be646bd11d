package io.steerscope.statistics.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** The offsets of texts and images by category, each pair once, in order of pairs. */
final class CategoryOffsets {

    private final Map<String, OfCategory> categories = new TreeMap<>();

    private static final class OfCategory {
        private final Map<String, Ends> texts = new TreeMap<>();
        private final SortedMap<Double, SortedMap<String, Ends>> images = new TreeMap<>();
    }

    /** Sums of vectors at both ends of an offset. */
    private static final class Ends {

        private final double[] from;
        private final double[] to;
        private int n;

        private Ends(int dimensions) {
            this.from = new double[dimensions];
            this.to = new double[dimensions];
        }

        private void add(double[] begin, double[] end) {
            for (int j = 0; j < from.length; j++) {
                from[j] += begin[j];
                to[j] += end[j];
            }
            n++;
        }

        private double[] meanFrom() {
            return divided(from);
        }

        private double[] meanTo() {
            return divided(to);
        }

        private double[] divided(double[] sum) {
            double[] mean = new double[sum.length];
            for (int j = 0; j < mean.length; j++) {
                mean[j] = sum[j] / n;
            }
            return mean;
        }
    }

    void addTexts(String pair, String category, double[] source, double[] target) {
        of(category).texts.computeIfAbsent(pair, any -> new Ends(source.length)).add(source, target);
    }

    void addImage(String pair, String category, double alpha, double[] unsteered, double[] image) {
        of(category)
                .images
                .computeIfAbsent(alpha, any -> new TreeMap<>())
                .computeIfAbsent(pair, any -> new Ends(image.length))
                .add(unsteered, image);
    }

    private OfCategory of(String category) {
        return categories.computeIfAbsent(category, any -> new OfCategory());
    }

    List<PairDirection> pairs() {
        List<PairDirection> pairs = new ArrayList<>();
        categories.forEach((category, content) -> pairs.addAll(pairs(category, content)));
        return pairs;
    }

    private static List<PairDirection> pairs(String category, OfCategory content) {
        List<String> names = List.copyOf(content.texts.keySet());
        List<double[]> offsets = new ArrayList<>();
        for (String name : names) {
            Ends ends = Objects.requireNonNull(content.texts.get(name));
            offsets.add(Offsets.between(ends.meanFrom(), ends.meanTo()));
        }
        List<double[]> ofOthers = offsets.size() < 2 ? List.of() : Offsets.meansOfOthers(offsets);
        List<PairDirection> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Double cosine = null;
            if (!ofOthers.isEmpty() && Offsets.hasDirection(offsets.get(i)) && Offsets.hasDirection(ofOthers.get(i))) {
                cosine = Offsets.cosine(offsets.get(i), ofOthers.get(i));
            }
            pairs.add(new PairDirection(names.get(i), category, Offsets.length(offsets.get(i)), cosine));
        }
        return pairs;
    }

    /** Each category is computed by one thread, several at once. */
    List<CategoryDirection> categories() {
        return categories.entrySet().parallelStream()
                .map(category -> direction(category.getKey(), category.getValue()))
                .toList();
    }

    private static CategoryDirection direction(String category, OfCategory content) {
        SortedMap<Double, OffsetConsistency> images = new TreeMap<>();
        content.images.forEach((alpha, ends) -> images.put(alpha, consistency(ends)));
        OptionalDouble exemplars = pairs(category, content).stream()
                .map(PairDirection::exemplarCosine)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return new CategoryDirection(
                category,
                consistency(content.texts),
                exemplars.isPresent() ? Double.valueOf(exemplars.getAsDouble()) : null,
                images);
    }

    private static OffsetConsistency consistency(Map<String, Ends> ends) {
        return OffsetConsistency.of(
                ends.values().stream().map(Ends::meanFrom).toList(),
                ends.values().stream().map(Ends::meanTo).toList());
    }
}
