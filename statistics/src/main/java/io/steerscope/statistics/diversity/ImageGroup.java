package io.steerscope.statistics.diversity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A group of images.
 *
 * @param category the category that they are of; null for all
 * @param alpha the strength that they have; null for all
 * @param places which images of the set, in order
 */
public record ImageGroup(@Nullable String category, @Nullable Double alpha, int[] places) {

    /** All images, then those of each strength, of each category, and of each cell, as far as these are groups. */
    static List<ImageGroup> of(ImageSet set, boolean byCategory, boolean byAlpha) {
        List<Integer> all = new ArrayList<>();
        Map<Double, List<Integer>> byStrength = new TreeMap<>();
        Map<String, List<Integer>> categories = new TreeMap<>();
        for (int place = 0; place < set.images().size(); place++) {
            EmbeddedImage image = set.images().get(place);
            all.add(place);
            byStrength.computeIfAbsent(image.alpha(), any -> new ArrayList<>()).add(place);
            categories
                    .computeIfAbsent(image.category(), any -> new ArrayList<>())
                    .add(place);
        }
        Map<String, List<ImageGroup>> cells = cells(set);
        List<ImageGroup> groups = new ArrayList<>();
        groups.add(new ImageGroup(null, null, places(all)));
        if (byAlpha) {
            byStrength.forEach((alpha, places) -> groups.add(new ImageGroup(null, alpha, places(places))));
        }
        if (byCategory) {
            categories.forEach((category, places) -> {
                groups.add(new ImageGroup(category, null, places(places)));
                if (byAlpha) {
                    groups.addAll(cells.getOrDefault(category, List.of()));
                }
            });
        }
        return groups;
    }

    /** The cells of each category in order of strength, by category in order. */
    static Map<String, List<ImageGroup>> cells(ImageSet set) {
        Map<String, Map<Double, List<Integer>>> places = new TreeMap<>();
        for (int place = 0; place < set.images().size(); place++) {
            EmbeddedImage image = set.images().get(place);
            places.computeIfAbsent(image.category(), any -> new TreeMap<>())
                    .computeIfAbsent(image.alpha(), any -> new ArrayList<>())
                    .add(place);
        }
        Map<String, List<ImageGroup>> cells = new TreeMap<>();
        places.forEach((category, byAlpha) -> cells.put(
                category,
                byAlpha.entrySet().stream()
                        .map(cell -> new ImageGroup(category, cell.getKey(), places(cell.getValue())))
                        .toList()));
        return cells;
    }

    private static int[] places(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }
}
