package io.steerscope.results.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which pairs two experiments have in common. A pair that has another category or another prompt in one of them is
 * another pair under one id: it is named, and counts nowhere.
 *
 * @param common the pairs of both
 * @param onlyA ids of the pairs of A alone, ascending
 * @param onlyB ids of the pairs of B alone, ascending
 * @param otherwise the pairs whose ids are in both and whose prompts or categories are not the same, as A and B have
 *     them
 */
public record PairOverlap(
        SortedMap<String, ComparedPair> common,
        List<String> onlyA,
        List<String> onlyB,
        SortedMap<String, List<ComparedPair>> otherwise) {

    static PairOverlap of(RunSide a, RunSide b) {
        SortedMap<String, ComparedPair> ofA = a.pairs();
        SortedMap<String, ComparedPair> ofB = b.pairs();
        SortedMap<String, ComparedPair> common = new TreeMap<>();
        SortedMap<String, List<ComparedPair>> otherwise = new TreeMap<>();
        List<String> onlyA = new ArrayList<>();
        ofA.forEach((id, pair) -> {
            ComparedPair other = ofB.get(id);
            if (other == null) {
                onlyA.add(id);
            } else if (other.equals(pair)) {
                common.put(id, pair);
            } else {
                otherwise.put(id, List.of(pair, other));
            }
        });
        List<String> onlyB =
                ofB.keySet().stream().filter(id -> !ofA.containsKey(id)).toList();
        return new PairOverlap(common, onlyA, onlyB, otherwise);
    }

    /** Whether both have the same pairs. */
    boolean isSame() {
        return onlyA.isEmpty() && onlyB.isEmpty() && otherwise.isEmpty();
    }
}
