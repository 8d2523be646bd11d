package io.steerscope.statistics.choosing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the mean score of a slice is held against, and how far it would lie from it by chance. */
interface LiftReference {

    /**
     * A lift and its chances.
     *
     * @param lift mean of the slice less that of the reference
     * @param variance of the lift where scores are exchangeable over the images of the reference
     * @param correlation of the scores of one group within the reference, at least 0
     */
    record Lift(double lift, double variance, double correlation) {}

    /** The lift of a node; empty where it makes up more than half of the reference, or nothing can differ. */
    Optional<Lift> of(ImageHierarchy.Node node);

    /** Standard deviation of the scores about the reference, and their correlation within groups. */
    Moments moments();

    /** See {@link #moments}. */
    double correlation();

    /** The scores, of which the lift is a mean; where categories are the reference, less the mean of these. */
    double[] values();

    /** All images: sd^2 (1/k - 1/n), simple random sampling without replacement. */
    static LiftReference all(double[] scores, int[] groups) {
        Moments moments = Moments.of(scores);
        double correlation = IntraclassCorrelation.of(scores, groups);
        return new Whole(moments, correlation, scores, node -> among(scores, node, moments, correlation));
    }

    private static Optional<Lift> among(
            double[] scores, ImageHierarchy.Node node, Moments reference, double correlation) {
        int k = node.members().length;
        if (2 * k > reference.n() || !reference.hasSpread()) {
            return Optional.empty();
        }
        double variance =
                reference.sd() == null ? 0.0 : reference.sd() * reference.sd() * (1.0 / k - 1.0 / reference.n());
        return Optional.of(new Lift(mean(scores, node.members()) - reference.mean(), variance, correlation));
    }

    /**
     * The categories that the images of a slice are of: each score less the mean of its category, and the variance of
     * stratified sampling, sum (k_c / k)^2 sd_c^2 (1/k_c - 1/n_c).
     */
    static LiftReference categories(double[] scores, int[] groups, int[] categories) {
        int most = Arrays.stream(categories).max().orElse(-1) + 1;
        Moments[] strata = new Moments[most];
        double[] values = new double[scores.length];
        double squares = 0.0;
        int free = scores.length - most;
        for (int category = 0; category < most; category++) {
            int of = category;
            int[] places = IntStream.range(0, scores.length)
                    .filter(i -> categories[i] == of)
                    .toArray();
            strata[category] = Moments.of(chosen(scores, places));
            for (int place : places) {
                values[place] = scores[place] - strata[category].mean();
                squares += values[place] * values[place];
            }
        }
        double correlation = IntraclassCorrelation.of(values, groups);
        Moments pooled = new Moments(scores.length, 0.0, free > 0 ? Math.sqrt(squares / free) : null);
        return new Whole(pooled, correlation, values, node -> {
            int k = node.members().length;
            int[] counts = new int[most];
            IntStream.of(node.members()).forEach(member -> counts[categories[member]]++);
            double variance = 0.0;
            for (int category = 0; category < most; category++) {
                Double sd = strata[category].sd();
                if (counts[category] > 0 && sd != null) {
                    double share = (double) counts[category] / k;
                    variance += share * share * sd * sd * (1.0 / counts[category] - 1.0 / strata[category].n());
                }
            }
            return 2 * k > scores.length || variance <= 0.0
                    ? Optional.empty()
                    : Optional.of(new Lift(mean(values, node.members()), variance, correlation));
        });
    }

    /** The node above: sampling without replacement from its images. */
    static LiftReference parents(double[] scores, int[] groups, Map<Integer, ImageHierarchy.Node> nodes) {
        return new Whole(Moments.of(scores), IntraclassCorrelation.of(scores, groups), scores, node -> {
            ImageHierarchy.Node parent = nodes.get(node.parent());
            if (parent == null) {
                return Optional.empty();
            }
            double[] ofParent = chosen(scores, parent.members());
            int[] itsGroups = IntStream.of(parent.members()).map(i -> groups[i]).toArray();
            return among(scores, node, Moments.of(ofParent), IntraclassCorrelation.of(ofParent, itsGroups));
        });
    }

    /** The reference of a choice. */
    static LiftReference of(
            SliceReference choice, double[] scores, int[] groups, int[] categories, List<ImageHierarchy.Node> nodes) {
        return switch (choice) {
            case ALL -> all(scores, groups);
            case CATEGORY -> categories(scores, groups, categories);
            case PARENT ->
                parents(
                        scores,
                        groups,
                        nodes.stream().collect(Collectors.toMap(ImageHierarchy.Node::number, Function.identity())));
        };
    }

    private static double[] chosen(double[] scores, int[] places) {
        return IntStream.of(places).mapToDouble(place -> scores[place]).toArray();
    }

    /** The mean at some places, summed in their order. */
    static double mean(double[] values, int[] places) {
        double sum = 0.0;
        for (int place : places) {
            sum += values[place];
        }
        return sum / places.length;
    }

    /** A reference that is computed once. */
    record Whole(
            Moments moments, double correlation, double[] values, Function<ImageHierarchy.Node, Optional<Lift>> lifts)
            implements LiftReference {

        @Override
        public Optional<Lift> of(ImageHierarchy.Node node) {
            return lifts.apply(node);
        }
    }
}
