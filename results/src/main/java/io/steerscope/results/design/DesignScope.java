package io.steerscope.results.design;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.ExperimentKind;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.verdict.SmallestEffect;
import io.steerscope.statistics.verdict.VerdictSettings;

/**
 * What a design asks for: figures outside it are left out of answers and reports. It asks for steered images, of which
 * figures are made, and for the unsteered ones of its baseline, which count as images and stand in no figure.
 *
 * @param categories categories of pairs
 * @param methods steering methods
 * @param alphas steering strengths, none of them -0.0
 * @param baseline unsteered images
 * @param measure what its scores say of images; scores of another count nowhere
 */
public record DesignScope(
        Set<String> categories, Set<String> methods, Set<Double> alphas, Baseline baseline, Measure measure) {

    /** The most steering strengths of a design. The items of a pair are kept, and written, as a whole. */
    public static final int MOST_ALPHAS = 200;

    /** The scope of an experiment. */
    public static DesignScope of(Experiment experiment) {
        return new DesignScope(
                experiment.getCategories().stream()
                        .map(CategoryDesign::getCategory)
                        .collect(Collectors.toUnmodifiableSet()),
                Set.copyOf(experiment.getMethods()),
                experiment.getAlphas().stream().map(alpha -> alpha + 0.0).collect(Collectors.toUnmodifiableSet()),
                baseline(experiment),
                measure(experiment));
    }

    /** What the scores of a design say of images. */
    public static Measure measure(Experiment experiment) {
        return Measure.of(experiment.getMeasure());
    }

    /** Whether a score says of its image what the design asks for; one of another measure counts nowhere. */
    public boolean isOfMeasure(MarginScore score) {
        return Measure.of(score.getMeasure()) == measure;
    }

    /** The measure of a score, for people. */
    public static String measureName(MarginScore score) {
        return Measure.of(score.getMeasure()).name().toLowerCase(Locale.ROOT);
    }

    /** Whether the images of a design were made elsewhere. */
    public static boolean isOfImages(Experiment experiment) {
        return ExperimentKind.of(experiment.getKind()) == ExperimentKind.IMAGES;
    }

    /** The unsteered images of a design. */
    public static Baseline baseline(Experiment experiment) {
        String baseline = experiment.getBaseline();
        return baseline == null ? Baseline.NONE : Baseline.parse(baseline);
    }

    /**
     * Number of items that each cell of a design is planned to have, which is the number of pairs of its category, but
     * for those that are only for cells that the planned ones leave undecided.
     */
    public static Map<CategoryAlpha, Long> plannedItems(Experiment experiment) {
        Map<CategoryAlpha, Long> planned = new TreeMap<>();
        for (CategoryDesign design : experiment.getCategories()) {
            Integer pairs = design.getPlannedPairs();
            long items = pairs == null ? design.getPairs() : pairs;
            experiment
                    .getAlphas()
                    .forEach(alpha -> planned.put(new CategoryAlpha(design.getCategory(), alpha + 0.0), items));
        }
        return planned;
    }

    /** Level and smallest effect of the verdicts of a design. */
    public static VerdictSettings verdictSettings(Experiment experiment) {
        String effect = experiment.getSmallestEffect();
        return verdictSettings(effect == null ? null : EffectThreshold.parse(effect));
    }

    /** The verdicts' settings with a smallest effect; null where none was chosen. */
    public static VerdictSettings verdictSettings(@Nullable EffectThreshold effect) {
        if (effect == null) {
            return VerdictSettings.defaults();
        }
        return VerdictSettings.defaults()
                .withSmallestEffect(
                        switch (effect.unit()) {
                            case MARGIN -> new SmallestEffect.Margin(effect.value());
                            case STANDARD_DEVIATION -> new SmallestEffect.StandardDeviations(effect.value());
                        });
    }

    /** Whether the design asks for figures of a category under a method at an alpha. Unsteered images have none. */
    public boolean holds(String category, String method, double alpha) {
        return categories.contains(category) && methods.contains(method) && alphas.contains(alpha + 0.0);
    }

    /** Whether a category, a method and an alpha stand for an unsteered image of the design. */
    public boolean holdsUnsteered(String category, String method, double alpha) {
        return categories.contains(category) && baseline.holds(method, alpha);
    }

    /** Whether the design asks for an image of a category under a method at an alpha, steered or unsteered. */
    public boolean holdsImage(String category, String method, double alpha) {
        return holds(category, method, alpha) || holdsUnsteered(category, method, alpha);
    }
}
