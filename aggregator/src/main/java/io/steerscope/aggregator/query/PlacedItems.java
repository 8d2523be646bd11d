package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.PairItems;
import io.steerscope.aggregator.state.PairKey;
import io.steerscope.aggregator.state.PlaceKey;
import io.steerscope.aggregator.state.PlacedPairs;
import io.steerscope.results.design.OpenFailures;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.stopping.ItemState;

/**
 * What is known of the items of an experiment, found by their places: only what is asked for is read.
 *
 * <p>An item has a value where all of its seeds are scored. It is passed over where all are scored or failed, or are
 * without contrast, and there is no value. Else it is open: also where nothing is known of its place, and where
 * records contradict each other, by which two pairs have one place or an item has more scores than the design has
 * seeds.
 */
final class PlacedItems {

    private static final ItemState OPEN = new ItemState.Open();
    private static final ItemState PASSED_OVER = new ItemState.PassedOver();

    private final LiveState state;
    private final Set<Long> seeds;
    private final Map<ItemOfPair, List<DeadLetter>> failures = new HashMap<>();
    private final Map<ItemOfCell, Set<String>> failedPairs = new HashMap<>();

    private record ItemOfPair(String pairId, String method, double alpha) {}

    private record ItemOfCell(String category, String method, double alpha, int place) {}

    /** The pairs of some places, and what is read of them. */
    private record Read(Map<PlaceKey, String> pairOf, Map<PairKey, PairItems> items, Set<String> scoredFailures) {}

    /**
     * @param state what is read
     * @param letters the last record about every failure of the experiment
     */
    PlacedItems(Experiment experiment, LiveState state, Collection<DeadLetter> letters) {
        this.state = state;
        this.seeds = Set.copyOf(experiment.getSeeds());
        for (DeadLetter letter : OpenFailures.standing(letters)) {
            Identity job = letter.getIdentity();
            if (seeds.contains(job.getSeed())) {
                double alpha = job.getAlpha() + 0.0;
                failures.computeIfAbsent(
                                new ItemOfPair(job.getPairId(), job.getMethod(), alpha), first -> new ArrayList<>())
                        .add(letter);
                if (letter.getPlace() != null && letter.getCategory() != null) {
                    failedPairs
                            .computeIfAbsent(
                                    new ItemOfCell(letter.getCategory(), job.getMethod(), alpha, letter.getPlace()),
                                    first -> new TreeSet<>())
                            .add(job.getPairId());
                }
            }
        }
    }

    /** The states of the items of these places. */
    Map<PlaceKey, ItemState> at(Collection<PlaceKey> places) {
        Read read = read(places);
        Map<PlaceKey, ItemState> states = new HashMap<>();
        for (PlaceKey place : places) {
            String pairId = read.pairOf().get(place);
            states.put(place, pairId == null ? OPEN : state(place.cell(), pairId, read));
        }
        return states;
    }

    private Read read(Collection<PlaceKey> places) {
        Map<PlaceKey, PlacedPairs> scored = state.pairsAt(places);
        Map<PlaceKey, String> pairOf = new HashMap<>();
        List<PairKey> pairs = new ArrayList<>();
        List<String> failedScores = new ArrayList<>();
        for (PlaceKey place : places) {
            String pairId = onlyPair(place, scored.get(place));
            if (pairId != null) {
                pairOf.put(place, pairId);
                pairs.add(pair(place.cell(), pairId));
                concerning(place.cell(), pairId).forEach(letter -> failedScores.add(scoreKey(letter, place.cell())));
            }
        }
        return new Read(
                pairOf,
                pairs.isEmpty() ? Map.of() : state.pairs(pairs),
                failedScores.isEmpty() ? Set.of() : state.scored(failedScores));
    }

    /** The pair whose item has a place; null if none is known, or several are. */
    private @Nullable String onlyPair(PlaceKey place, @Nullable PlacedPairs scored) {
        CellKey cell = place.cell();
        Set<String> pairs = new TreeSet<>(failedPairs.getOrDefault(
                new ItemOfCell(cell.category(), cell.method(), cell.alpha(), place.place()), Set.of()));
        if (scored != null) {
            pairs.addAll(scored.pairIds());
        }
        return pairs.size() == 1 ? pairs.iterator().next() : null;
    }

    private ItemState state(CellKey cell, String pairId, Read read) {
        PairItems items = read.items().getOrDefault(pair(cell, pairId), PairItems.EMPTY);
        ItemAccumulator margins = items.item(cell.alpha());
        int expected = seeds.size();
        if (margins.count() == expected) {
            return new ItemState.Value(margins.mean());
        }
        long failed = concerning(cell, pairId).stream()
                .filter(letter -> !read.scoredFailures().contains(scoreKey(letter, cell)))
                .map(letter -> letter.getIdentity().getSeed())
                .distinct()
                .count();
        return margins.count() + items.withoutContrast(cell.alpha()) + failed == expected ? PASSED_OVER : OPEN;
    }

    /** Failures of an item that leave the scorer of a cell without a score, unless there is one all the same. */
    private List<DeadLetter> concerning(CellKey cell, String pairId) {
        return failures.getOrDefault(new ItemOfPair(pairId, cell.method(), cell.alpha()), List.of()).stream()
                .filter(letter ->
                        letter.getScorerId() == null || letter.getScorerId().equals(cell.scorerId()))
                .collect(Collectors.toList());
    }

    private static PairKey pair(CellKey cell, String pairId) {
        return new PairKey(
                cell.experimentId(), pairId, cell.method(), cell.scorerId(), cell.category(), cell.measure());
    }

    private static String scoreKey(DeadLetter letter, CellKey cell) {
        return RecordKeys.scoreKey(letter.getIdentity(), cell.scorerId());
    }
}
