package io.steerscope.statistics.diversity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.steerscope.statistics.embedding.UnitVectors;

/** The items of a set of images: runs of one pair and one strength in key order. */
final class DiversityItems {

    private DiversityItems() {}

    /** The items in order; complete are those with every seed that they should have. */
    static List<DiversityItem> of(ImageSet set) {
        Set<Long> seeds = new HashSet<>(set.plan().seeds());
        if (seeds.isEmpty()) {
            set.images().forEach(image -> seeds.add(image.seed()));
        }
        List<DiversityItem> items = new ArrayList<>();
        List<double[]> units = new ArrayList<>();
        EmbeddedImage current = null;
        for (EmbeddedImage image : set.images()) {
            if (current != null && !isOfOneItem(current, image)) {
                items.add(item(set, current, units, seeds.size()));
                units.clear();
            }
            current = image;
            units.add(UnitVectors.of(image.vector()));
        }
        if (current != null) {
            items.add(item(set, current, units, seeds.size()));
        }
        return items;
    }

    private static boolean isOfOneItem(EmbeddedImage left, EmbeddedImage right) {
        return left.pair().equals(right.pair()) && left.alpha() == right.alpha();
    }

    private static DiversityItem item(ImageSet set, EmbeddedImage image, List<double[]> units, int seeds) {
        PairTexts texts = set.texts();
        return DiversityItem.of(
                image.pair(),
                image.category(),
                image.alpha(),
                units.size() == seeds,
                units,
                texts == null ? null : UnitVectors.of(texts.sources()[image.prompt()]),
                texts == null ? null : UnitVectors.of(texts.targets()[image.prompt()]));
    }
}
