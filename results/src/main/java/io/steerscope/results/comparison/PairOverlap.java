package io.steerscope.results.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which pairs two experiments have in common, as far as these have a score. A pair that has another category or another
 * prompt in one of them is another pair under one id: it is named, and counts nowhere.
 *
 * @param isOneSet whether the designs are of the same pairs, by their checksum, scored or not
 * @param common the pairs that are scored in both
 * @param onlyA ids of the pairs that are scored in A alone, ascending
 * @param onlyB ids of the pairs that are scored in B alone, ascending
 * @param otherwise the pairs whose ids are in both and whose prompts or categories are not the same, as A and B have
 *     them
 */
public record PairOverlap(
        boolean isOneSet,
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
        boolean isOneSet =
                a.experiment().getPairsSha256().equals(b.experiment().getPairsSha256()) && otherwise.isEmpty();
        return new PairOverlap(isOneSet, common, onlyA, onlyB, otherwise);
    }
}
