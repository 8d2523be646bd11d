package io.steerscope.results.figures;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.steerscope.schemas.record.MarginScore;

/** A pair has one category. Where scores of a pair name several, those of most of its scores count. */
public final class PairCategories {

    private record MethodPair(String method, String pairId) {}

    private PairCategories() {}

    /**
     * The scores of one scorer without those that are of another category than most of their pair under their method;
     * of two categories with as many scores the first in alphabetical order counts. The order stays.
     */
    public static List<MarginScore> consistent(List<MarginScore> scores) {
        Map<MethodPair, Map<String, Long>> categories = new HashMap<>();
        for (MarginScore score : scores) {
            categories.computeIfAbsent(pair(score), key -> new TreeMap<>()).merge(score.getCategory(), 1L, Long::sum);
        }
        if (categories.values().stream().allMatch(named -> named.size() == 1)) {
            return scores;
        }
        Map<MethodPair, String> chosen = new HashMap<>();
        categories.forEach((pair, named) -> chosen.put(pair, most(named)));
        return scores.stream()
                .filter(score -> score.getCategory().equals(chosen.get(pair(score))))
                .toList();
    }

    /** The category of most scores, out of those in alphabetical order. */
    private static String most(Map<String, Long> named) {
        return named.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
    }

    private static MethodPair pair(MarginScore score) {
        return new MethodPair(
                score.getIdentity().getMethod(), score.getIdentity().getPairId());
    }
}
