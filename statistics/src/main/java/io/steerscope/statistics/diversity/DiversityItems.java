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
        List<EmbeddedImage> ofItem = new ArrayList<>();
        for (EmbeddedImage image : set.images()) {
            if (!ofItem.isEmpty() && !isOfOneItem(ofItem.get(0), image)) {
                items.add(item(set, ofItem, seeds.size()));
                ofItem.clear();
            }
            ofItem.add(image);
        }
        if (!ofItem.isEmpty()) {
            items.add(item(set, ofItem, seeds.size()));
        }
        return items;
    }

    private static boolean isOfOneItem(EmbeddedImage left, EmbeddedImage right) {
        return left.pair().equals(right.pair()) && left.alpha() == right.alpha();
    }

    private static DiversityItem item(ImageSet set, List<EmbeddedImage> images, int seeds) {
        EmbeddedImage first = images.get(0);
        List<double[]> units =
                images.stream().map(image -> UnitVectors.of(image.vector())).toList();
        return DiversityItem.of(
                first.pair(),
                first.category(),
                first.alpha(),
                set.plan().hasOwnSeeds() || units.size() == seeds,
                units,
                set.texts() == null ? null : Double.valueOf(margin(set.texts(), images, units)));
    }

    /** Of each image by its own texts, which need not be those of the other seeds. */
    private static double margin(PairTexts texts, List<EmbeddedImage> images, List<double[]> units) {
        double sum = 0.0;
        for (int i = 0; i < units.size(); i++) {
            int prompt = images.get(i).prompt();
            sum += UnitVectors.dot(units.get(i), UnitVectors.of(texts.targets()[prompt]))
                    - UnitVectors.dot(units.get(i), UnitVectors.of(texts.sources()[prompt]));
        }
        return sum / units.size();
    }
}
