package io.steerscope.results.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.StoppingDesign;

/** Parts of a design in words, for people. */
public final class DesignWords {

    private static final String UNTOLD = "unknown";

    private DesignWords() {}

    /** The bundle and how its images are made, with the types that it was seen to compute in. */
    public static String generator(GeneratorSettings settings, List<String> dtypes) {
        return "%s, %s, %d steps, guidance %s, %d × %d px%s"
                .formatted(
                        settings.getBundleId(),
                        settings.getScheduler(),
                        settings.getSteps(),
                        settings.getGuidanceScale(),
                        settings.getWidth(),
                        settings.getHeight(),
                        dtypes.isEmpty() ? "" : ", " + String.join(" and ", dtypes));
    }

    /**
     * How the images of a design came to be, by name: seeds, generator and order, or, of images from elsewhere, what
     * made them as far as told.
     */
    public static Map<String, String> making(Experiment experiment, List<String> dtypes) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (DesignScope.isOfImages(experiment)) {
            facts.put("Images from elsewhere", "made by " + madeBy(experiment));
            facts.put("Images of an item", "as many as there are; an item is their mean");
        } else {
            facts.put("Seeds", list(experiment.getSeeds()));
            facts.put("Generator", generator(experiment.getSettings(), dtypes));
            facts.put("Order seed", Long.toString(experiment.getOrderSeed()));
        }
        stopping(experiment).ifPresent(stopping -> facts.put("Stops", stopping));
        return facts;
    }

    /** When no more images of a cell are made; empty if that is never before all are there. */
    public static Optional<String> stopping(Experiment experiment) {
        StoppingDesign stop = experiment.getStop();
        if (stop == null) {
            return Optional.empty();
        }
        String planned = experiment.getCategories().stream()
                .filter(category -> category.getPlannedPairs() != null)
                .map(category -> category.getCategory() + " " + Numbers.count(category.getPlannedPairs()))
                .collect(Collectors.joining(", "));
        return Optional.of("when decided by %s, level %s, family %s, from %s on%s"
                .formatted(
                        String.join(" and ", stop.getScorers()),
                        Numbers.level(stop.getLevel()),
                        Numbers.count(stop.getFamily(), "cell"),
                        Numbers.count(stop.getFewestItems(), "item"),
                        planned.isEmpty() ? "" : "; planned pairs: " + planned));
    }

    /** What made images from elsewhere, as far as it was told. */
    public static String madeBy(Experiment experiment) {
        String told = experiment.getSettings().getBundleId();
        return told.isEmpty() ? UNTOLD : told;
    }

    /** The unsteered images of a design, and how many there are; empty if there are none. */
    public static Optional<String> baseline(Experiment experiment) {
        Baseline baseline = DesignScope.baseline(experiment);
        if (baseline == Baseline.NONE) {
            return Optional.empty();
        }
        long pairs = experiment.getCategories().stream()
                .mapToLong(CategoryDesign::getPairs)
                .sum();
        if (DesignScope.isOfImages(experiment)) {
            return Optional.of(
                    list(baseline.images().stream().map(UnsteeredImage::id).toList()));
        }
        long images = pairs * experiment.getSeeds().size() * baseline.images().size();
        return Optional.of("%s, %s of every pair and seed: %s"
                .formatted(
                        list(baseline.images().stream().map(UnsteeredImage::id).toList()),
                        Numbers.count(baseline.images().size(), "image"),
                        Numbers.count(images)));
    }

    /** A list such as {@code 0.5, 0.8, 1.0}. */
    public static String list(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
