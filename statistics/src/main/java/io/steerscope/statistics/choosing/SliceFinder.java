package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.NormalDistribution;
import io.steerscope.statistics.hypothesis.MultipleTesting;

/**
 * Finds the slices among the nodes of a hierarchy. The null hypothesis is that scores are exchangeable over the images
 * of the reference but for their groups: the variance of a lift is that of sampling without replacement, times the
 * design effect 1 + (sum c_g^2 / sum c_g - 1) rho of clusters of unequal size (Kish 1965, section 5.4), c_g images of
 * group g in the slice.
 */
final class SliceFinder {

    private final double[] scores;
    private final int[] groups;
    private final int[] categories;
    private final ChoosingSettings.Slices settings;

    private record Candidate(
            ImageHierarchy.Node node, int groups, double lift, double designEffect, double se, double z, double p) {}

    /**
     * Slices to come.
     *
     * @param groups of each score, from 0
     * @param categories of each score, from 0
     */
    SliceFinder(double[] scores, int[] groups, int[] categories, ChoosingSettings.Slices settings) {
        this.scores = scores;
        this.groups = groups;
        this.categories = categories;
        this.settings = settings;
    }

    /**
     * The slices.
     *
     * @param nodes of the hierarchy, in order of height and first member
     * @param describe what the images at some places have in common
     */
    SliceAnalysis find(List<ImageHierarchy.Node> nodes, Function<int[], SliceDescription> describe) {
        LiftReference reference = LiftReference.of(settings.reference(), scores, groups, categories, nodes);
        List<Candidate> candidates = new ArrayList<>();
        nodes.forEach(node -> candidate(node, reference).ifPresent(candidates::add));
        Map<Integer, Double> pValues = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            pValues.put(i, candidates.get(i).p());
        }
        Map<Integer, Double> adjusted = MultipleTesting.benjaminiHochberg(pValues);
        double tau2 = tau2(candidates);
        double leastLift = settings.leastLift(reference.moments().sd());
        double[] permuted = permuted(candidates, reference);
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            slices.add(slice(
                    candidates.get(i),
                    adjusted.getOrDefault(i, 1.0),
                    tau2,
                    leastLift,
                    settings.permutations() == 0 ? null : Double.valueOf(permuted[i])));
        }
        report(slices, describe);
        return new SliceAnalysis(
                scores.length,
                Moments.of(scores).mean(),
                reference.moments().sd(),
                reference.correlation(),
                tau2,
                slices);
    }

    private Optional<Candidate> candidate(ImageHierarchy.Node node, LiftReference reference) {
        int[] members = node.members();
        if (members.length < settings.minSupport() || 2 * members.length > scores.length) {
            return Optional.empty();
        }
        int[] sizes =
                IntStream.of(members).map(member -> groups[member]).sorted().toArray();
        int ofGroups = 0;
        double squares = 0.0;
        int from = 0;
        while (from < sizes.length) {
            int to = from;
            while (to < sizes.length && sizes[to] == sizes[from]) {
                to++;
            }
            squares += (double) (to - from) * (to - from);
            ofGroups++;
            from = to;
        }
        if (ofGroups < settings.minGroups()) {
            return Optional.empty();
        }
        int distinct = ofGroups;
        double perImage = squares / members.length;
        return reference.of(node).map(lift -> {
            double designEffect = 1.0 + (perImage - 1.0) * lift.correlation();
            double se = Math.sqrt(lift.variance() * designEffect);
            double z = lift.lift() / se;
            double p = Math.min(1.0, 2.0 * NormalDistribution.upperTail(Math.abs(z)));
            return new Candidate(node, distinct, lift.lift(), designEffect, se, z, p);
        });
    }

    /** DerSimonian and Laird (1986): (Q - df) / (sum w - sum w^2 / sum w), w = 1 / se^2, at least 0. */
    private static double tau2(List<Candidate> candidates) {
        double weights = 0.0;
        double squares = 0.0;
        double weighted = 0.0;
        for (Candidate candidate : candidates) {
            double weight = 1.0 / (candidate.se() * candidate.se());
            weights += weight;
            squares += weight * weight;
            weighted += weight * candidate.lift();
        }
        if (candidates.size() < 2) {
            return 0.0;
        }
        double mean = weighted / weights;
        double q = 0.0;
        for (Candidate candidate : candidates) {
            double deviation = candidate.lift() - mean;
            q += deviation * deviation / (candidate.se() * candidate.se());
        }
        return Math.max(0.0, (q - (candidates.size() - 1)) / (weights - squares / weights));
    }

    private Slice slice(Candidate candidate, double q, double tau2, double leastLift, @Nullable Double permutationP) {
        double shrunken = candidate.lift() * (tau2 / (tau2 + candidate.se() * candidate.se()));
        Double minDrop = settings.minDrop();
        return new Slice(
                candidate.node().height(),
                candidate.node().members(),
                candidate.groups(),
                LiftReference.mean(scores, candidate.node().members()),
                candidate.lift(),
                candidate.designEffect(),
                candidate.se(),
                candidate.z(),
                candidate.p(),
                q,
                shrunken,
                permutationP,
                q <= ChoosingSettings.Slices.LEVEL && Math.abs(shrunken) >= leastLift,
                false,
                minDrop == null ? null : Boolean.valueOf(-candidate.lift() >= minDrop),
                null);
    }

    private double[] permuted(List<Candidate> candidates, LiftReference reference) {
        if (settings.permutations() == 0) {
            return new double[0];
        }
        int[] strata = settings.reference() == SliceReference.CATEGORY ? categories : new int[scores.length];
        GroupPermutations permutations = new GroupPermutations(groups, strata, settings.permutationSeed());
        return permutations.pValues(
                reference.values(),
                candidates.stream().map(each -> each.node().members()).toList(),
                candidates.stream().mapToDouble(Candidate::se).toArray(),
                settings.permutations());
    }

    /** Marks what is reported: by |z|, each apart from those before. */
    private static void report(List<Slice> slices, Function<int[], SliceDescription> describe) {
        BitSet taken = new BitSet();
        slices.stream().filter(Slice::selected).sorted(SliceAnalysis.STRONGEST).forEach(slice -> {
            if (IntStream.of(slice.members()).noneMatch(taken::get)) {
                IntStream.of(slice.members()).forEach(taken::set);
                slices.set(slices.indexOf(slice), slice.reported(describe.apply(slice.members())));
            }
        });
    }
}
