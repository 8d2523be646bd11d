package io.steerscope.aggregator.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.aggregator.query.LostImage;
import io.steerscope.aggregator.query.RunningItem;

/** The items with images that failed or were skipped, and these images. */
final class LostItems {

    static final LostItems NONE = new LostItems(List.of(), Map.of());

    /** What tells an item from the others of its experiment; the scorer is empty as long as there is none. */
    record Key(String pairId, String method, double alpha, String scorerId) {

        static Key of(RunningItem item) {
            return new Key(item.pairId(), item.method(), item.alpha(), item.scorerId());
        }

        static Key of(LostImage image) {
            return new Key(
                    image.identity().getPairId(),
                    image.identity().getMethod(),
                    image.identity().getAlpha(),
                    image.scorerId());
        }
    }

    private final List<RunningItem> items;
    private final Map<Key, List<LostImage>> images;

    private LostItems(List<RunningItem> items, Map<Key, List<LostImage>> images) {
        this.items = items;
        this.images = images;
    }

    /**
     * The items of lost images. Those of unsteered images are among them; one without a score has no seeds and no mean.
     *
     * @param outcome which images count: {@code lost} for all of them
     */
    static LostItems of(List<LostImage> lost, String outcome, ExperimentItems all) {
        Map<Key, List<LostImage>> images = new LinkedHashMap<>();
        lost.stream()
                .filter(image -> outcome.equals("lost") || image.outcome().equals(outcome))
                .forEach(image -> images.computeIfAbsent(Key.of(image), key -> new ArrayList<>())
                        .add(image));
        if (images.isEmpty()) {
            return NONE;
        }
        Map<Key, RunningItem> scored = new HashMap<>();
        Map<String, String> categories = new HashMap<>();
        all.all().forEach(item -> {
            scored.put(Key.of(item), item);
            categories.put(item.pairId(), item.category());
        });
        List<RunningItem> items = new ArrayList<>();
        images.forEach((key, own) ->
                items.add(scored.containsKey(key) ? scored.get(key) : unscored(key, category(own.get(0), categories))));
        items.sort(Comparator.comparing(RunningItem::category)
                .thenComparing(RunningItem::pairId)
                .thenComparing(RunningItem::method)
                .thenComparingDouble(RunningItem::alpha)
                .thenComparing(RunningItem::scorerId));
        return new LostItems(List.copyOf(items), images);
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    List<RunningItem> sorted(ExperimentItems.Order order, boolean descending) {
        return items.stream().sorted(order.comparator(descending)).toList();
    }

    /** The lost images of an item, by seed. */
    List<LostImage> of(Key item) {
        return images.getOrDefault(item, List.of()).stream()
                .sorted(Comparator.comparingLong(image -> image.identity().getSeed()))
                .toList();
    }

    private static String category(LostImage image, Map<String, String> categories) {
        return image.category().isEmpty()
                ? categories.getOrDefault(image.identity().getPairId(), "")
                : image.category();
    }

    private static RunningItem unscored(Key key, String category) {
        return new RunningItem(
                key.pairId(), category, key.method(), key.alpha(), key.scorerId(), 0, false, Double.NaN, null);
    }
}
