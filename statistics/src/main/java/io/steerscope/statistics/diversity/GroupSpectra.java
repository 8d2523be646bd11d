package io.steerscope.statistics.diversity;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.embedding.ConditionalSpectrum;
import io.steerscope.statistics.embedding.FourierFeatures;
import io.steerscope.statistics.embedding.ImageAccumulator;
import io.steerscope.statistics.embedding.ImageMoments;
import io.steerscope.statistics.embedding.Jackknife;
import io.steerscope.statistics.embedding.PromptPermutation;
import io.steerscope.statistics.embedding.ReferenceDistance;
import io.steerscope.statistics.embedding.TextFeatures;

/** The spectra of the groups of a set, group by group on the cores of the processor. */
final class GroupSpectra {

    /** Multiplications of about some seconds. */
    private static final double MOST_COST = 2e9;

    private static final int OMEGA_SHOWN = 4;

    private final ImageSet set;
    private final DiversitySettings settings;
    private final @Nullable BaselineAlpha baseline;
    private final Set<String> complete;
    private final boolean hasIntervals;
    private final List<ImageGroup> groups;
    private final List<ImageGroup> wanted;
    private final int[] pairs;
    private final Map<IntBuffer, Optional<Jackknife>> jackknives = new ConcurrentHashMap<>();

    /**
     * The spectra to come.
     *
     * @param complete keys of the items that have all seeds
     * @param wanted which groups
     */
    GroupSpectra(
            ImageSet set,
            DiversitySettings settings,
            @Nullable BaselineAlpha baseline,
            Set<String> complete,
            Predicate<ImageGroup> wanted) {
        this.set = set;
        this.settings = settings;
        this.baseline = baseline;
        this.complete = complete;
        this.groups = ImageGroup.of(set, settings.byCategory(), settings.byAlpha());
        this.wanted = groups.stream().filter(wanted).toList();
        this.pairs = numberOfPairs(set);
        this.hasIntervals = set.isOfPairs()
                && switch (settings.intervals()) {
                    case ALL -> true;
                    case NONE -> false;
                    case AUTO -> cost() <= MOST_COST;
                };
    }

    boolean hasIntervals() {
        return hasIntervals;
    }

    /** The spectra in the order of the groups. */
    List<GroupSpectrum> all() {
        return GroupMoments.of(set, texts(), wanted, this::of);
    }

    private List<TextFeatures> texts() {
        return settings.cosine() ? List.copyOf(set.conditions().values()) : List.of();
    }

    static String itemKey(String pair, double alpha) {
        return alpha + "/" + pair;
    }

    private static int[] numberOfPairs(ImageSet set) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] pairs = new int[set.images().size()];
        for (int place = 0; place < pairs.length; place++) {
            String pair = set.images().get(place).pair();
            int next = numbers.size();
            pairs[place] = numbers.computeIfAbsent(pair, any -> next);
        }
        return pairs;
    }

    private double cost() {
        double sum = 0.0;
        for (ImageGroup group : wanted) {
            int ofGroup = (int) IntStream.of(group.places())
                    .map(place -> pairs[place])
                    .distinct()
                    .count();
            sum += Jackknife.cost(group.places().length, set.dimensions(), ofGroup);
        }
        return 2.0 * sum;
    }

    private GroupSpectrum of(ImageGroup group, ImageMoments moments) {
        return new GroupSpectrum(
                group,
                moments.plain(settings.order()),
                moments.prompts(),
                conditional(moments),
                gaussian(group),
                hasIntervals ? jackknife(group.places()).orElse(null) : null,
                change(group),
                permutation(group, moments.prompts()),
                reference(group));
    }

    private Map<String, Map<Double, ConditionalSpectrum>> conditional(ImageMoments moments) {
        Map<String, Map<Double, ConditionalSpectrum>> conditional = new LinkedHashMap<>();
        if (settings.cosine()) {
            int text = 0;
            for (String condition : set.conditions().keySet()) {
                Map<Double, ConditionalSpectrum> byRidge = new LinkedHashMap<>();
                for (double ridge : settings.ridges()) {
                    byRidge.put(ridge, moments.conditional(text, ridge));
                }
                conditional.put(condition, byRidge);
                text++;
            }
        }
        return conditional;
    }

    private Optional<TextFeatures> firstCondition() {
        return set.conditions().values().stream().findFirst();
    }

    private GroupSpectrum.@Nullable Gaussian gaussian(ImageGroup group) {
        DiversitySettings.Gaussian gaussian = settings.gaussian();
        if (gaussian == null) {
            return null;
        }
        int features = gaussian.featuresFor(group.places().length);
        List<Double> omega = List.of();
        ImageMoments moments;
        if (features == 0) {
            moments = gaussian.kernel()
                    .moments(set.vectors(group.places()), set.prompts(group.places()), firstCondition());
        } else {
            int dimensions = Math.max(
                    set.dimensions(),
                    firstCondition().map(TextFeatures::dimensions).orElse(0));
            FourierFeatures fourier = FourierFeatures.of(gaussian.kernel(), dimensions, features, gaussian.seed());
            omega = fourier.firstRow(OMEGA_SHOWN);
            ImageAccumulator accumulator = fourier.accumulator(firstCondition());
            for (int place : group.places()) {
                accumulator.add(
                        set.images().get(place).prompt(),
                        set.images().get(place).vector());
            }
            moments = accumulator.moments();
        }
        return new GroupSpectrum.Gaussian(
                gaussian.kernel().sigma(),
                features,
                gaussian.seed(),
                omega,
                moments.plain(settings.order()),
                set.conditions().isEmpty() ? null : moments.conditional(0, settings.ridge()));
    }

    /** Of each set of images once: a group that is complete, and a baseline, stand in several changes. */
    private Optional<Jackknife> jackknife(int[] places) {
        IntBuffer key = IntBuffer.wrap(places);
        Optional<Jackknife> known = jackknives.get(key);
        if (known != null) {
            return known;
        }
        Optional<Jackknife> made = Jackknife.of(
                set.vectors(places),
                set.prompts(places),
                IntStream.of(places).map(place -> pairs[place]).toArray(),
                firstCondition(),
                settings.ridge());
        jackknives.put(key, made);
        return made;
    }

    private GroupSpectrum.@Nullable Change change(ImageGroup group) {
        Double alpha = group.alpha();
        if (!hasIntervals || baseline == null || alpha == null || alpha == baseline.alpha()) {
            return null;
        }
        double before = baseline.alpha();
        int[] here = complete(group, alpha, before);
        int[] there = groups.stream()
                .filter(other -> Objects.equals(other.category(), group.category())
                        && other.alpha() != null
                        && other.alpha() == before)
                .findFirst()
                .map(other -> complete(other, alpha, before))
                .orElse(new int[0]);
        if (here.length == 0 || there.length == 0) {
            return null;
        }
        Optional<Jackknife> ofGroup = jackknife(here);
        Optional<Jackknife> ofBaseline = jackknife(there);
        return ofGroup.isEmpty() || ofBaseline.isEmpty()
                ? null
                : new GroupSpectrum.Change(ofGroup.get(), ofBaseline.get());
    }

    /** The places of a group whose pairs are complete at both strengths. */
    private int[] complete(ImageGroup group, double alpha, double before) {
        return IntStream.of(group.places())
                .filter(place -> {
                    String pair = set.images().get(place).pair();
                    return isComplete(pair, alpha) && isComplete(pair, before);
                })
                .toArray();
    }

    private boolean isComplete(String pair, double alpha) {
        return complete.contains(itemKey(pair, alpha));
    }

    private @Nullable PromptPermutation permutation(ImageGroup group, int prompts) {
        Optional<TextFeatures> texts = firstCondition();
        if (settings.permutations() == 0
                || texts.isEmpty()
                || prompts < 2
                || prompts > PromptPermutation.MOST_PROMPTS) {
            return null;
        }
        return PromptPermutation.of(
                set.vectors(group.places()),
                set.prompts(group.places()),
                texts.get(),
                settings.ridge(),
                settings.permutations(),
                settings.permutationSeed());
    }

    private @Nullable ReferenceDistance reference(ImageGroup group) {
        DiversitySettings.Reference reference = settings.reference();
        if (reference == null) {
            return null;
        }
        float[][] vectors = reference.vectors();
        if (vectors.length == 0) {
            vectors = baselineOf(group);
        }
        return ReferenceDistance.of(set.vectors(group.places()), vectors).orElse(null);
    }

    /** The baseline images of the group's category; none for a group that holds them itself. */
    private float[][] baselineOf(ImageGroup group) {
        List<float[]> vectors = new ArrayList<>();
        if (baseline != null && group.alpha() != null && group.alpha() != baseline.alpha()) {
            for (EmbeddedImage image : set.images()) {
                if (image.alpha() == baseline.alpha()
                        && (group.category() == null || group.category().equals(image.category()))) {
                    vectors.add(image.vector());
                }
            }
        }
        return vectors.toArray(float[][]::new);
    }
}
