package io.steerscope.producer.design;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.identity.NoiseSeeds;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.text.VisibleText;

/**
 * What an experiment measures: every pair with every seed, alpha and method, all made with the same settings;
 * and, apart from these, the unsteered images of its baseline.
 *
 * <p>Seeds and alphas are kept in ascending order and methods in that of {@link SteeringMethod}, so that two designs
 * that name the same values in another order are the same design.
 *
 * @param experimentId letters, digits, {@code '.'}, {@code '_'} and {@code '-'}
 * @param pairs the prompt pairs
 * @param seeds noise seeds, at least one, each once; those that are equal modulo 2^32 are one
 * @param alphas steering strengths, at least one, each once; finite, at least 0, and above 0 with a baseline, whose
 *     {@code source} image is what every method gives at 0
 * @param methods ids of steering methods, at least one, each once; {@code shuffled} needs two categories
 * @param settings generator settings of every job
 * @param orderSeed seed of the order of jobs, of the choice of exemplars of {@code shuffled}, and of the halves of
 *     {@link ExemplarRule#SPLIT}
 * @param exemplars which pairs of its category a pair learns from; {@link ExemplarRule#SPLIT} needs a method that
 *     learns from exemplars
 * @param smallestEffect smallest effect of interest, at most 2; null if none is chosen
 * @param baseline unsteered images of every pair and seed
 * @param stop when no more images of a cell are made; null if never before all are there
 */
public record ExperimentDesign(
        String experimentId,
        PairSet pairs,
        List<Long> seeds,
        List<Double> alphas,
        List<String> methods,
        GeneratorSettings settings,
        long orderSeed,
        ExemplarRule exemplars,
        @Nullable EffectThreshold smallestEffect,
        Baseline baseline,
        @Nullable StopWhenDecided stop) {

    /** A design of which all images are made. */
    public ExperimentDesign(
            String experimentId,
            PairSet pairs,
            List<Long> seeds,
            List<Double> alphas,
            List<String> methods,
            GeneratorSettings settings,
            long orderSeed,
            ExemplarRule exemplars,
            @Nullable EffectThreshold smallestEffect,
            Baseline baseline) {
        this(
                experimentId,
                pairs,
                seeds,
                alphas,
                methods,
                settings,
                orderSeed,
                exemplars,
                smallestEffect,
                baseline,
                null);
    }

    /** A design without unsteered images. */
    public ExperimentDesign(
            String experimentId,
            PairSet pairs,
            List<Long> seeds,
            List<Double> alphas,
            List<String> methods,
            GeneratorSettings settings,
            long orderSeed,
            ExemplarRule exemplars,
            @Nullable EffectThreshold smallestEffect) {
        this(
                experimentId,
                pairs,
                seeds,
                alphas,
                methods,
                settings,
                orderSeed,
                exemplars,
                smallestEffect,
                Baseline.NONE);
    }

    /**
     * A design without unsteered images, in which each pair learns from all others of its category, and no smallest
     * effect is chosen.
     */
    public ExperimentDesign(
            String experimentId,
            PairSet pairs,
            List<Long> seeds,
            List<Double> alphas,
            List<String> methods,
            GeneratorSettings settings,
            long orderSeed) {
        this(experimentId, pairs, seeds, alphas, methods, settings, orderSeed, ExemplarRule.LEAVE_ONE_OUT, null);
    }

    /** @throws IllegalArgumentException with one line if a value is not as described */
    public ExperimentDesign {
        RecordKeys.checkId("experiment id", experimentId);
        seeds = seeds.stream().sorted().toList();
        alphas = alphas.stream().map(ExperimentDesign::checkAlpha).sorted().toList();
        methods = methods.stream()
                .map(ExperimentDesign::method)
                .sorted()
                .map(SteeringMethod::id)
                .toList();
        checkDistinct("seed", seeds);
        NoiseSeeds.fault(seeds).ifPresent(fault -> {
            throw new IllegalArgumentException(fault + "; name one of them");
        });
        checkDistinct("alpha", alphas);
        checkDistinct("method", methods);
        if (baseline != Baseline.NONE && alphas.contains(0.0)) {
            throw new IllegalArgumentException(
                    "alpha 0 is the baseline's source image: leave it out, or choose --baseline none");
        }
        if (methods.contains(SteeringMethod.SHUFFLED.id()) && pairs.byCategory().size() < 2) {
            throw new IllegalArgumentException("method shuffled takes its exemplars from another category,"
                    + " but the pair set has one category only");
        }
        if (stop != null) {
            stop.requireEnough(pairs);
        }
        checkExemplars(stop == null ? pairs : stop.planned(pairs), methods, exemplars);
        if (smallestEffect != null) {
            smallestEffect.requireAtMost(EffectThreshold.MOST_MARGIN);
        }
        SettingsCheck.check(settings);
    }

    /**
     * Checks that every job of the design is within limits, which workers hold as well.
     *
     * @throws IllegalArgumentException with one line that names the option which raises the limit
     */
    public void requireWithin(RecordLimits limits) {
        LimitCheck.check(this, limits);
    }

    /** The pairs that are planned: all, unless the design goes on with others where these leave a cell undecided. */
    public PairSet plannedPairs() {
        return stop == null ? pairs : stop.planned(pairs);
    }

    /** Number of jobs: steered images and unsteered ones. */
    public long expectedJobs() {
        return steeredJobs() + unsteeredJobs();
    }

    /** Number of jobs of items: pairs x seeds x alphas x methods. */
    public long steeredJobs() {
        return (long) pairs.pairs().size() * seeds.size() * alphas.size() * methods.size();
    }

    /** Number of jobs of the baseline: pairs x seeds x its images. */
    public long unsteeredJobs() {
        return (long) pairs.pairs().size() * seeds.size() * baseline.images().size();
    }

    /** The record of the design, with its checksums. */
    public Experiment experiment() {
        Map<String, List<Pair>> planned = plannedPairs().byCategory();
        List<CategoryDesign> categories = pairs.byCategory().entrySet().stream()
                .map(category -> category(
                        category.getKey(),
                        category.getValue().size(),
                        Objects.requireNonNull(planned.get(category.getKey())).size()))
                .toList();
        String checksum = DesignChecksum.of(record(categories, ""));
        return record(categories, checksum);
    }

    private static CategoryDesign category(String name, int all, int planned) {
        return new CategoryDesign(name, all, planned == all ? null : planned);
    }

    private Experiment record(List<CategoryDesign> categories, String designSha256) {
        return new Experiment(
                experimentId,
                categories,
                seeds,
                alphas,
                methods,
                settings,
                orderSeed,
                expectedJobs(),
                exemplars == ExemplarRule.LEAVE_ONE_OUT ? null : exemplars.id(),
                smallestEffect == null ? null : smallestEffect.text(),
                baseline == Baseline.NONE ? null : baseline.text(),
                null,
                null,
                stop == null ? null : stop.record(categories.size() * alphas.size()),
                pairs.sha256(),
                designSha256);
    }

    private static void checkExemplars(PairSet pairs, List<String> methods, ExemplarRule exemplars) {
        List<String> learning = methods.stream()
                .filter(method -> SteeringMethod.parse(method).usesExemplars())
                .toList();
        if (learning.isEmpty()) {
            if (exemplars != ExemplarRule.LEAVE_ONE_OUT) {
                throw new IllegalArgumentException(
                        "exemplars %s: none of the methods learns from exemplars (%s); leave --exemplars out"
                                .formatted(exemplars.id(), String.join(", ", methods)));
            }
            return;
        }
        pairs.byCategory().forEach((category, members) -> {
            if (members.size() < 2) {
                throw new IllegalArgumentException(
                        "category \"%s\" has one pair only, which leaves it no exemplar for %s: add another, or use lerp"
                                .formatted(VisibleText.of(category), String.join(", ", learning)));
            }
        });
    }

    /**
     * The steering method of an id.
     *
     * @throws IllegalArgumentException with one line if there is none, or the id is that of an unsteered image
     */
    public static SteeringMethod method(String id) {
        if (UnsteeredImage.named(id).isPresent()) {
            throw new IllegalArgumentException(
                    "method \"%s\" steers nothing: choose unsteered images with --baseline %s"
                            .formatted(id, id.equals(UnsteeredImage.SOURCE.id()) ? "source" : "source,target"));
        }
        return SteeringMethod.parse(id);
    }

    private static double checkAlpha(double alpha) {
        if (!Double.isFinite(alpha) || alpha < 0) {
            throw new IllegalArgumentException("alpha " + alpha + " must be a finite number of at least 0");
        }
        return alpha + 0.0;
    }

    private static <V> void checkDistinct(String what, List<V> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("at least one " + what + " is needed");
        }
        Set<V> seen = new HashSet<>();
        Set<V> repeated = new TreeSet<>();
        values.stream().filter(value -> !seen.add(value)).forEach(repeated::add);
        if (!repeated.isEmpty()) {
            throw new IllegalArgumentException("%s %s is given twice: name each value once"
                    .formatted(what, repeated.iterator().next()));
        }
    }
}
