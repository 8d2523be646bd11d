package io.steerscope.results.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.analysis.ContrastPlan;
import io.steerscope.results.analysis.ScaledContrast;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.DesignWords;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.contrast.StandardisedContrast;

/** Compares two experiments over the pairs, alphas and seeds that both have. */
final class RunComparer {

    private static final Comparator<ChangedImage> BY_CHANGE = Comparator.comparingDouble(
                    (ChangedImage image) -> -Math.abs(image.difference()))
            .thenComparing(ChangedImage::pairId)
            .thenComparing(ChangedImage::method)
            .thenComparingDouble(ChangedImage::alpha)
            .thenComparingLong(ChangedImage::seed);

    private record Place(String pairId, double alpha, long seed) {}

    private record Methods(String ofB, String ofA) {}

    private final RunSide a;
    private final RunSide b;
    private final ComparisonChoice choice;
    private final PairOverlap pairs;
    private final SortedSet<Double> alphas;
    private final SortedSet<Long> seeds;
    private final boolean hasOwnImages;

    RunComparer(RunSide a, RunSide b, ComparisonChoice choice) {
        this.a = a;
        this.b = b;
        this.choice = choice;
        this.pairs = PairOverlap.of(a, b);
        this.alphas = new TreeSet<>(plain(a));
        alphas.retainAll(plain(b));
        this.seeds = new TreeSet<>(a.experiment().getSeeds());
        seeds.retainAll(b.experiment().getSeeds());
        this.hasOwnImages = DesignScope.isOfImages(a.experiment()) || DesignScope.isOfImages(b.experiment());
    }

    RunComparison compare() {
        requireOneMeasure();
        requireScores(a);
        requireScores(b);
        List<String> scorers = scorers();
        List<Methods> methods = methods();
        requireOverlap();
        List<RunContrast> contrasts = new ArrayList<>();
        List<ChangedImage> images = new ArrayList<>();
        for (String id : scorers) {
            ScorerReport ofA = a.scorer(id).orElseThrow();
            ScorerReport ofB = b.scorer(id).orElseThrow();
            List<ChangedImage> changed = new ArrayList<>();
            for (Methods one : methods) {
                List<MarginScore> first = common(method(ofB, one.ofB()));
                List<MarginScore> second = common(method(ofA, one.ofA()));
                ScaledContrast contrast = contrast(ofA, ofB, first, second);
                contrasts.add(new RunContrast(id, one.ofB(), one.ofA(), contrast));
                if (contrast.isDetermined()) {
                    changed.addAll(changed(id, one, first, second, contrast.standardised()));
                }
            }
            changed.stream().sorted(BY_CHANGE).limit(choice.images()).forEach(images::add);
        }
        return new RunComparison(
                a, b, DesignDifference.of(a, b), pairs, List.copyOf(alphas), List.copyOf(seeds), contrasts, images);
    }

    private List<String> scorers() {
        List<String> common =
                b.scorerIds().stream().filter(a.scorerIds()::contains).toList();
        if (common.isEmpty()) {
            throw new IncomparableException(
                    "%s was judged by %s and %s by %s: judge the images of one by a scorer of the other with rescore"
                            .formatted(a.name(), names(a.scorerIds()), b.name(), names(b.scorerIds())));
        }
        if (choice.scorer() == null) {
            return common;
        }
        if (!common.contains(choice.scorer())) {
            throw new IncomparableException("no scorer %s has judged both %s and %s: choose one of %s"
                    .formatted(choice.scorer(), a.name(), b.name(), names(common)));
        }
        return List.of(choice.scorer());
    }

    private List<Methods> methods() {
        List<String> ofA = a.experiment().getMethods();
        List<String> ofB = b.experiment().getMethods();
        String method = choice.method();
        if (method != null || choice.against() != null) {
            String inB = method == null ? Objects.requireNonNull(choice.against()) : method;
            String inA = choice.against() == null ? inB : choice.against();
            require(b, ofB, inB, "--method");
            require(a, ofA, inA, "--against");
            return List.of(new Methods(inB, inA));
        }
        List<Methods> common = ofB.stream()
                .filter(ofA::contains)
                .map(name -> new Methods(name, name))
                .toList();
        if (common.isEmpty()) {
            throw new IncomparableException(
                    "%s and %s have no method in common (%s and %s): name one of each, as with --method %s --against %s"
                            .formatted(a.name(), b.name(), names(ofA), names(ofB), ofB.get(0), ofA.get(0)));
        }
        return common;
    }

    private static void require(RunSide side, List<String> methods, String method, String option) {
        if (!methods.contains(method)) {
            throw new IncomparableException("%s has no method %s: name one of %s with %s"
                    .formatted(side.name(), method, names(methods), option));
        }
    }

    private static void requireScores(RunSide side) {
        if (side.pairs().isEmpty()) {
            throw new IncomparableException(
                    side.isFinished()
                            ? "%s has no margin of a steered image, and gets none: its report says why"
                                    .formatted(side.name())
                            : "%s has no steered image scored yet: compare again when it has".formatted(side.name()));
        }
    }

    private void requireOverlap() {
        if (pairs.common().isEmpty()) {
            throw new IncomparableException(withoutCommonPair());
        }
        if (alphas.isEmpty()) {
            throw new IncomparableException(
                    "%s and %s have no alpha in common (%s and %s): run one with --alphas of the other"
                            .formatted(a.name(), b.name(), DesignWords.list(plain(a)), DesignWords.list(plain(b))));
        }
        if (seeds.isEmpty() && !hasOwnImages) {
            throw new IncomparableException(
                    "%s and %s have no seed in common (%s and %s): run one with --seeds of the other"
                            .formatted(
                                    a.name(),
                                    b.name(),
                                    DesignWords.list(a.experiment().getSeeds()),
                                    DesignWords.list(b.experiment().getSeeds())));
        }
    }

    private void requireOneMeasure() {
        Measure ofA = DesignScope.measure(a.experiment());
        Measure ofB = DesignScope.measure(b.experiment());
        if (ofA != ofB) {
            RunSide alignments = ofA == Measure.ALIGNMENT ? a : b;
            throw new IncomparableException(
                    "%s and %s say different things of images: those of %s have no source prompt and so no margin; compare runs of one kind"
                            .formatted(a.name(), b.name(), alignments.name()));
        }
    }

    private String withoutCommonPair() {
        boolean isFinished = a.isFinished() && b.isFinished();
        if (pairs.isOneSet()) {
            return "%s and %s have the same %d pairs, of which none is scored in both%s"
                    .formatted(
                            a.name(), b.name(), a.plannedPairs(), isFinished ? "" : " yet: compare again when one is");
        }
        return "%s and %s have no pair in common%s%s: %srun both with the same --pairs, --categories and --pairs-per-category"
                .formatted(
                        a.name(),
                        b.name(),
                        isFinished ? "" : " so far",
                        pairs.otherwise().isEmpty()
                                ? ""
                                : " (%d have one id and other prompts, as %s)"
                                        .formatted(
                                                pairs.otherwise().size(),
                                                pairs.otherwise().firstKey()),
                        isFinished ? "" : "compare again when more is scored, or ");
    }

    private ScaledContrast contrast(
            ScorerReport ofA, ScorerReport ofB, List<MarginScore> first, List<MarginScore> second) {
        boolean isFinished =
                ofA.completeness().isAtPlannedN() && ofB.completeness().isAtPlannedN();
        double level = ofA.methods().get(0).analysis().options().level();
        SeedRule rule = hasOwnImages ? new SeedRule.Unmatched() : new SeedRule.Listed(seeds);
        ContrastPlan plan =
                new ContrastPlan(isFinished, rule, alphas, planned(), level, a.stopsCells() || b.stopsCells());
        return ScaledContrast.of(
                plan, plan.differences(observations(first), observations(second)), ofB.isOnScaleOf(ofA));
    }

    /** Pairs of each category that both designs plan, as far as their numbers tell. */
    private Map<String, Long> planned() {
        Map<String, Long> ofA = new HashMap<>();
        a.experiment().getCategories().forEach(one -> ofA.put(one.getCategory(), (long) one.getPairs()));
        Map<String, Long> planned = new TreeMap<>();
        for (CategoryDesign one : b.experiment().getCategories()) {
            Long other = ofA.get(one.getCategory());
            if (other != null) {
                planned.put(one.getCategory(), Math.min(other, one.getPairs()));
            }
        }
        return planned;
    }

    private static MethodReport method(ScorerReport scorer, String name) {
        return scorer.methods().stream()
                .filter(one -> one.method().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<MarginScore> common(MethodReport method) {
        return method.scores().stream()
                .filter(score -> pairs.common().containsKey(score.getIdentity().getPairId())
                        && alphas.contains(score.getIdentity().getAlpha() + 0.0)
                        && (hasOwnImages || seeds.contains(score.getIdentity().getSeed())))
                .toList();
    }

    private List<ChangedImage> changed(
            String scorer,
            Methods methods,
            List<MarginScore> ofB,
            List<MarginScore> ofA,
            @Nullable StandardisedContrast standardised) {
        double scaleB = standardised == null ? 1.0 : standardised.scales().get(0);
        double scaleA = standardised == null ? 1.0 : standardised.scales().get(1);
        Map<Place, MarginScore> byPlace = new HashMap<>();
        ofA.forEach(score -> byPlace.put(place(score), score));
        List<ChangedImage> changed = new ArrayList<>();
        for (MarginScore score : ofB) {
            MarginScore other = byPlace.get(place(score));
            if (other != null) {
                Place place = place(score);
                changed.add(new ChangedImage(
                        scorer,
                        methods.ofB(),
                        methods.ofA(),
                        place.pairId(),
                        Objects.requireNonNull(pairs.common().get(place.pairId())),
                        place.alpha(),
                        place.seed(),
                        shown(other),
                        shown(score),
                        shown(score) / scaleB - shown(other) / scaleA));
            }
        }
        return changed;
    }

    /** The margin, or the clip. */
    private static double shown(MarginScore score) {
        return ScoreValue.measure(score) == Measure.ALIGNMENT ? Clip.of(score) : score.getMargin();
    }

    private static Place place(MarginScore score) {
        return new Place(
                score.getIdentity().getPairId(),
                score.getIdentity().getAlpha() + 0.0,
                score.getIdentity().getSeed());
    }

    private static List<MarginObservation> observations(List<MarginScore> scores) {
        return scores.stream().map(MethodReport::observation).toList();
    }

    private static List<Double> plain(RunSide side) {
        return side.experiment().getAlphas().stream().map(alpha -> alpha + 0.0).toList();
    }

    private static String names(Collection<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }
}
