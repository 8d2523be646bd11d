package io.steerscope.app.margins;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;

/** Which seeds the items of some margins have, and what a rule of seeds leaves out of them. */
public final class SeedCoverage {

    /** The most sets of seeds that are tried for the one to propose. */
    private static final int MOST_TRIED = 20;

    private static final int MOST_NAMED = 10;

    private record Item(String pairId, double alpha) {}

    private final int items;
    private final SortedSet<Long> observed = new TreeSet<>();
    private final Map<SortedSet<Long>, Long> itemsBySeeds;

    private SeedCoverage(Collection<SortedSet<Long>> seedsOfItems) {
        this.items = seedsOfItems.size();
        seedsOfItems.forEach(observed::addAll);
        this.itemsBySeeds = seedsOfItems.stream().collect(Collectors.groupingBy(seeds -> seeds, Collectors.counting()));
    }

    /** The seeds of the items of these margins. */
    public static SeedCoverage of(Collection<MarginObservation> observations) {
        Map<Item, SortedSet<Long>> seeds = new HashMap<>();
        observations.forEach(observation -> seeds.computeIfAbsent(
                        new Item(observation.pairId(), observation.alpha()), item -> new TreeSet<>())
                .add(observation.seed()));
        return new SeedCoverage(seeds.values());
    }

    /** Number of items, a pair at an alpha each. */
    public long items() {
        return items;
    }

    /** How many items have each number of seeds. */
    public SortedMap<Integer, Long> itemsByNumberOfSeeds() {
        SortedMap<Integer, Long> numbers = new TreeMap<>();
        itemsBySeeds.forEach((seeds, count) -> numbers.merge(seeds.size(), count, Long::sum));
        return numbers;
    }

    /** Items that miss a seed which the rule wants of them. */
    public long itemsLeftOut(SeedRule rule) {
        return items - itemsWith(rule.required(observed));
    }

    /** Margins of seeds that the rule does not name. */
    public long marginsLeftOut(SeedRule rule) {
        if (!(rule instanceof SeedRule.Listed listed)) {
            return 0;
        }
        long left = 0;
        for (Map.Entry<SortedSet<Long>, Long> entry : itemsBySeeds.entrySet()) {
            left += entry.getValue()
                    * entry.getKey().stream()
                            .filter(seed -> !listed.seeds().contains(seed))
                            .count();
        }
        return left;
    }

    /** The seeds that an item must have under the rule, in words such as {@code the seeds 0, 1, 2}. */
    public String required(SeedRule rule) {
        Set<Long> seeds = rule.required(observed);
        return (seeds.size() == 1 ? "seed " : "the seeds ")
                + seeds.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
                + (seeds.size() > MOST_NAMED ? ", ... (" + seeds.size() + ")" : "");
    }

    /** Where one seed keeps most items out: the seed that the fewest items have, and how many have it, in words. */
    public Optional<String> stray() {
        SortedMap<Long, Long> itemsBySeed = new TreeMap<>();
        itemsBySeeds.forEach((seeds, count) -> seeds.forEach(seed -> itemsBySeed.merge(seed, count, Long::sum)));
        return itemsBySeed.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .filter(rarest -> 2 * itemsWith(without(observed, rarest.getKey())) > items)
                .map(rarest -> "seed %d, which %s"
                        .formatted(
                                rarest.getKey(),
                                rarest.getValue() == 1 ? "1 item has" : rarest.getValue() + " items have"));
    }

    private static Set<Long> without(Set<Long> seeds, long seed) {
        Set<Long> others = new TreeSet<>(seeds);
        others.remove(seed);
        return others;
    }

    /**
     * The rule of listed seeds, short enough to name, that leaves out the fewest items, of those that take the seeds of
     * some items; empty if it leaves out more than half.
     */
    public Optional<SeedRule.Listed> best() {
        Map<SortedSet<Long>, Long> kept = new LinkedHashMap<>();
        itemsBySeeds.entrySet().stream()
                .filter(entry -> entry.getKey().size() <= MOST_NAMED)
                .sorted(Map.Entry.<SortedSet<Long>, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(SortedSet<Long>::first))))
                .limit(MOST_TRIED)
                .forEach(entry -> kept.put(entry.getKey(), itemsWith(entry.getKey())));
        return kept.entrySet().stream()
                .filter(entry -> 2 * entry.getValue() >= items)
                .max(Map.Entry.<SortedSet<Long>, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.comparingInt(SortedSet::size))))
                .map(entry -> new SeedRule.Listed(entry.getKey()));
    }

    private long itemsWith(Set<Long> seeds) {
        return itemsBySeeds.entrySet().stream()
                .filter(entry -> entry.getKey().containsAll(seeds))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
