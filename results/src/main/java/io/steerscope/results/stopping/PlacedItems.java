package io.steerscope.results.stopping;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.figures.Contrast;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.stopping.ItemState;
import io.steerscope.statistics.stopping.StoppingLook;

/** The items of one method under one scorer, by cell and place, as the scores and failures that there are show them. */
final class PlacedItems {

    private static final ItemState OPEN = new ItemState.Open();
    private static final ItemState PASSED_OVER = new ItemState.PassedOver();

    private record Key(CategoryAlpha cell, String pairId) {}

    private static final class Item {
        private @Nullable Integer place;
        private ItemAccumulator margins = ItemAccumulator.EMPTY;
        private final Set<Long> scored = new HashSet<>();
        private final Set<Long> failed = new HashSet<>();
        private boolean hasContrast = true;
    }

    private final Set<Long> seeds;
    private final Map<CategoryAlpha, Map<Integer, Item>> byPlace = new HashMap<>();

    private PlacedItems(Set<Long> seeds) {
        this.seeds = seeds;
    }

    /**
     * The items.
     *
     * @param seeds seeds of an item
     * @param scores scores of the method's images by the scorer, each image once, all of the design
     * @param failures failures that leave an image of the method without a score by the scorer
     */
    static PlacedItems of(Set<Long> seeds, Collection<MarginScore> scores, Collection<DeadLetter> failures) {
        Map<Key, Item> items = new TreeMap<>(Comparator.comparing(Key::cell).thenComparing(Key::pairId));
        for (MarginScore score : scores) {
            Item item = item(items, score.getIdentity(), score.getCategory(), score.getPlace());
            if (item.scored.add(score.getIdentity().getSeed())) {
                item.hasContrast &= Contrast.of(score);
                item.margins = item.margins.add(score.getMargin());
            }
        }
        for (DeadLetter failure : failures) {
            if (failure.getCategory() != null) {
                item(items, failure.getIdentity(), failure.getCategory(), failure.getPlace())
                        .failed
                        .add(failure.getIdentity().getSeed());
            }
        }
        PlacedItems placed = new PlacedItems(Set.copyOf(seeds));
        items.forEach((key, item) -> {
            if (item.place != null) {
                placed.byPlace
                        .computeIfAbsent(key.cell(), cell -> new HashMap<>())
                        .putIfAbsent(item.place, item);
            }
        });
        return placed;
    }

    private static Item item(Map<Key, Item> items, Identity identity, String category, @Nullable Integer place) {
        Item item = items.computeIfAbsent(
                new Key(new CategoryAlpha(category, identity.getAlpha() + 0.0), identity.getPairId()),
                key -> new Item());
        if (item.place == null) {
            item.place = place;
        }
        return item;
    }

    /** What is known of the item of a place. */
    ItemState at(CategoryAlpha cell, int place) {
        Item item = byPlace.getOrDefault(cell, Map.of()).get(place);
        if (item == null) {
            return OPEN;
        }
        Set<Long> known = new HashSet<>(item.scored);
        known.addAll(item.failed);
        if (!known.containsAll(seeds)) {
            return OPEN;
        }
        return item.scored.containsAll(seeds) && item.hasContrast
                ? new ItemState.Value(item.margins.mean())
                : PASSED_OVER;
    }

    /**
     * Looks at the items of a cell, as far as it goes.
     *
     * @param look a look before its first item
     * @param items number of items of the cell
     */
    StoppingLook look(CategoryAlpha cell, StoppingLook look, long items) {
        while (look.decision().isEmpty() && look.nextPlace() < items) {
            ItemState state = at(cell, look.nextPlace());
            if (state instanceof ItemState.Open) {
                break;
            }
            look.add(state);
        }
        return look;
    }
}
