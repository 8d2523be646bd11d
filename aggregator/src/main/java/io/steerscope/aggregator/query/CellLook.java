package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.PlaceKey;
import io.steerscope.statistics.stopping.ItemState;
import io.steerscope.statistics.stopping.StoppingDecision;
import io.steerscope.statistics.stopping.StoppingLook;
import io.steerscope.statistics.stopping.StoppingRule;

/** A look at the items of one cell under one scorer, from place 0 on as far as none is open. Used by one thread. */
final class CellLook {

    private static final int FEWEST_READ = 8;
    private static final int MOST_READ = 512;

    private final CellKey cell;
    private final StoppingRule rule;
    private final int pairs;
    private final StoppingLook look;
    private int wanted = FEWEST_READ;
    private long items;
    private double sum;

    /** @param pairs number of items of the cell */
    CellLook(CellKey cell, StoppingRule rule, int pairs) {
        this.cell = cell;
        this.rule = rule;
        this.pairs = pairs;
        this.look = rule.look();
    }

    /** Looks on in some cells until each is decided, has no more items or comes to an open one. */
    static void advance(Collection<CellLook> looks, PlacedItems placed) {
        List<CellLook> going = new ArrayList<>(looks);
        while (!going.isEmpty()) {
            List<PlaceKey> places = new ArrayList<>();
            going.forEach(look -> places.addAll(look.next()));
            Map<PlaceKey, ItemState> states = places.isEmpty() ? Map.of() : placed.at(places);
            going.removeIf(look -> !look.takeAll(states));
        }
    }

    CellKey cell() {
        return cell;
    }

    /** Number of items of the cell. */
    int pairs() {
        return pairs;
    }

    /** Number of items that the cell was planned to have. */
    long planned() {
        return rule.plannedItems();
    }

    /** Number of items looked at so far, those that were passed over included. */
    int looked() {
        return look.nextPlace();
    }

    /** Number of those that have a value. */
    long items() {
        return items;
    }

    /** Mean of the values so far; null without any. */
    @Nullable
    Double mean() {
        return items == 0 ? null : sum / items;
    }

    /** The place of the item that holds the look back; null if it is decided or at the end. */
    @Nullable
    Integer waitingFor() {
        return decision().isPresent() || looked() >= pairs ? null : Integer.valueOf(looked());
    }

    Optional<StoppingDecision> decision() {
        return look.decision();
    }

    /** The same look before its first item. */
    CellLook again() {
        return new CellLook(cell, rule, pairs);
    }

    private List<PlaceKey> next() {
        List<PlaceKey> places = new ArrayList<>();
        if (decision().isEmpty()) {
            for (int place = looked(); place < Math.min(pairs, (long) looked() + wanted); place++) {
                places.add(new PlaceKey(cell, place));
            }
        }
        return places;
    }

    /** Takes in the items of the places that were asked for; whether there may be more to look at. */
    private boolean takeAll(Map<PlaceKey, ItemState> states) {
        List<PlaceKey> places = next();
        for (PlaceKey place : places) {
            ItemState item = states.getOrDefault(place, new ItemState.Open());
            if (item instanceof ItemState.Open) {
                wanted = FEWEST_READ;
                return false;
            }
            if (item instanceof ItemState.Value value) {
                items++;
                sum += value.mean();
            }
            if (look.add(item).isPresent()) {
                return false;
            }
        }
        wanted = Math.min(MOST_READ, 2 * wanted);
        return !places.isEmpty();
    }
}
