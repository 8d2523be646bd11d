package io.steerscope.producer.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.ExperimentKind;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.producer.design.DesignChecksum;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;

/** The record of an experiment of ingested images: what the images show, and nothing that was planned. */
final class ImageDesign {

    /** Stands for what nobody knows of an ingested image. */
    static final String UNKNOWN = "unknown";

    private static final String SEVERAL = "several";

    private final SortedSet<Double> alphas = new TreeSet<>();
    private final Set<String> methods = new HashSet<>();
    private final Set<String> generators = new HashSet<>();

    private ImageDesign() {}

    /**
     * The record.
     *
     * @param pairs all pairs, of the set and of committed images
     * @param images how many there are, in the set or committed
     * @param existing the record of before, whose order of categories is kept, or null
     */
    static Experiment of(
            ImageSet set,
            Map<String, IngestedPair> pairs,
            Map<String, CommittedImage> committed,
            long images,
            @Nullable Experiment existing) {
        ImageDesign design = new ImageDesign();
        set.images().forEach(image -> design.add(image.method(), image.alpha(), image.generator()));
        committed
                .values()
                .forEach(image -> design.add(
                        image.identity().getMethod(), image.identity().getAlpha(), image.generator()));
        String kept = existing == null ? null : existing.getSmallestEffect();
        String smallestEffect =
                set.smallestEffect() == null ? kept : set.smallestEffect().text();
        Experiment unsigned = design.record(set, pairs, images, smallestEffect, existing, "");
        return design.record(set, pairs, images, smallestEffect, existing, DesignChecksum.of(unsigned));
    }

    private Experiment record(
            ImageSet set,
            Map<String, IngestedPair> pairs,
            long images,
            @Nullable String smallestEffect,
            @Nullable Experiment existing,
            String designSha256) {
        return new Experiment(
                set.experimentId(),
                categories(pairs.values(), existing),
                List.of(),
                List.copyOf(alphas),
                steered(),
                settings(generators.size() == 1 ? generators.iterator().next() : SEVERAL),
                0L,
                images,
                null,
                smallestEffect,
                baseline(),
                ExperimentKind.IMAGES.recorded(),
                set.measure().recorded(),
                null,
                IngestedPair.sha256(pairs.values()),
                designSha256);
    }

    /** Settings that say who made an image, and nothing else. */
    static GeneratorSettings settings(String generator) {
        return new GeneratorSettings(generator, UNKNOWN, 0, 0.0, null, 0, 0, null);
    }

    private void add(String method, double alpha, String generator) {
        methods.add(method);
        generators.add(generator);
        if (UnsteeredImage.named(method).isEmpty()) {
            alphas.add(alpha + 0.0);
        }
    }

    /** Those that are known in the order of the others' designs, then the others by name. */
    private List<String> steered() {
        List<String> ordered = new ArrayList<>();
        for (SteeringMethod method : SteeringMethod.values()) {
            if (methods.contains(method.id())) {
                ordered.add(method.id());
            }
        }
        methods.stream()
                .filter(method -> !ordered.contains(method))
                .filter(method -> UnsteeredImage.named(method).isEmpty())
                .sorted()
                .forEach(ordered::add);
        return ordered;
    }

    private @Nullable String baseline() {
        if (methods.contains(UnsteeredImage.TARGET.id())) {
            return Baseline.SOURCE_AND_TARGET.text();
        }
        return methods.contains(UnsteeredImage.SOURCE.id()) ? Baseline.SOURCE.text() : null;
    }

    private static List<CategoryDesign> categories(Collection<IngestedPair> pairs, @Nullable Experiment existing) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        if (existing != null) {
            existing.getCategories().forEach(category -> sizes.put(category.getCategory(), 0));
        }
        pairs.forEach(pair -> sizes.merge(pair.category(), 1, Integer::sum));
        return sizes.entrySet().stream()
                .filter(category -> category.getValue() > 0)
                .map(category -> new CategoryDesign(category.getKey(), category.getValue(), null))
                .toList();
    }
}
