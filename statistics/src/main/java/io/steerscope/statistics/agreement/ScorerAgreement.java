package io.steerscope.statistics.agreement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import io.steerscope.statistics.analysis.MarginItem;

/**
 * Agreement of two scorers over one experiment and method. The items compared are those that are complete under both.
 *
 * @param onlyFirst items that are complete under the first scorer but not under the second
 * @param onlySecond items that are complete under the second scorer but not under the first
 * @param overall all common items
 * @param byAlpha common items by alpha
 * @param byCategory common items by category
 */
public record ScorerAgreement(
        int onlyFirst,
        int onlySecond,
        AgreementSummary overall,
        SortedMap<Double, AgreementSummary> byAlpha,
        SortedMap<String, AgreementSummary> byCategory) {

    private record Key(String pairId, String category, double alpha) {}

    private record Common(Key key, double first, double second) {}

    /** Makes the maps unmodifiable. */
    public ScorerAgreement {
        byAlpha = Collections.unmodifiableSortedMap(new TreeMap<>(byAlpha));
        byCategory = Collections.unmodifiableSortedMap(new TreeMap<>(byCategory));
    }

    /**
     * The agreement over the items of two scorers, each in any order. An item that two scorers place in different
     * categories is not common to them.
     *
     * @param seedsPerItem number of margins of a complete item
     * @param level confidence level of intervals, inside (0.5, 1)
     */
    public static ScorerAgreement of(
            Collection<MarginItem> first, Collection<MarginItem> second, int seedsPerItem, double level) {
        Map<Key, Double> ofFirst = complete(first, seedsPerItem);
        Map<Key, Double> ofSecond = complete(second, seedsPerItem);
        List<Common> common = new ArrayList<>();
        ofFirst.forEach((key, mean) -> {
            Double other = ofSecond.get(key);
            if (other != null) {
                common.add(new Common(key, mean, other));
            }
        });
        return new ScorerAgreement(
                ofFirst.size() - common.size(),
                ofSecond.size() - common.size(),
                summary(common, level),
                groups(common, item -> item.key().alpha(), level),
                groups(common, item -> item.key().category(), level));
    }

    /** The figures by field name, in a fixed order; figures that are not determined are absent. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("only_first", onlyFirst);
        fields.put("only_second", onlySecond);
        fields.put("overall", overall.toMap());
        fields.put("by_alpha", maps(byAlpha));
        fields.put("by_category", maps(byCategory));
        return fields;
    }

    private static Map<Key, Double> complete(Collection<MarginItem> items, int seedsPerItem) {
        Map<Key, Double> means = new LinkedHashMap<>();
        for (MarginItem item : items) {
            if (seedsPerItem > 0 && item.margins().count() == seedsPerItem) {
                means.put(
                        new Key(item.pairId(), item.category(), item.alpha()),
                        item.margins().mean());
            }
        }
        return means;
    }

    private static <K extends Comparable<K>> SortedMap<K, AgreementSummary> groups(
            List<Common> common, Function<Common, K> group, double level) {
        SortedMap<K, List<Common>> members = new TreeMap<>();
        common.forEach(item -> members.computeIfAbsent(group.apply(item), key -> new ArrayList<>())
                .add(item));
        SortedMap<K, AgreementSummary> summaries = new TreeMap<>();
        members.forEach((key, items) -> summaries.put(key, summary(items, level)));
        return summaries;
    }

    private static AgreementSummary summary(List<Common> items, double level) {
        return AgreementSummary.of(
                items.stream().mapToDouble(Common::first).toArray(),
                items.stream().mapToDouble(Common::second).toArray(),
                level);
    }

    private static <K> Map<String, Object> maps(SortedMap<K, AgreementSummary> groups) {
        Map<String, Object> maps = new LinkedHashMap<>();
        groups.forEach((key, summary) -> maps.put(String.valueOf(key), summary.toMap()));
        return maps;
    }
}
