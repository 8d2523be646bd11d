package io.steerscope.producer.pairs;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.schemas.text.VisibleText;

/**
 * Prompt pairs in categories.
 *
 * @param pairs the pairs in the order of their file, with unique ids
 */
public record PairSet(List<Pair> pairs) {

    /** @throws IllegalArgumentException if the set is empty or an id occurs twice */
    public PairSet {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("a pair set needs at least one pair");
        }
        Set<String> ids = new HashSet<>();
        for (Pair pair : pairs) {
            if (!ids.add(pair.pairId())) {
                throw new IllegalArgumentException("pair id " + pair.pairId() + " occurs twice");
            }
        }
    }

    /** The pairs of each category; categories and pairs in the order of the set. */
    public Map<String, List<Pair>> byCategory() {
        return byCategory(pairs);
    }

    /**
     * The first {@code n} pairs of each category, or all where it has fewer, in the order of the set.
     *
     * @throws IllegalArgumentException if {@code n} is below 1
     */
    public PairSet firstPerCategory(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("pairs per category must be at least 1, is " + n);
        }
        Set<Pair> kept = byCategory().values().stream()
                .flatMap(members -> members.stream().limit(n))
                .collect(Collectors.toSet());
        return new PairSet(pairs.stream().filter(kept::contains).toList());
    }

    /**
     * The pairs of some categories, in the order of the set.
     *
     * @throws IllegalArgumentException with one line if a category is not among those of the set
     */
    public PairSet inCategories(Collection<String> categories) {
        Set<String> known = byCategory().keySet();
        categories.stream()
                .filter(category -> !known.contains(category))
                .findFirst()
                .ifPresent(category -> {
                    throw new IllegalArgumentException("there is no category \"%s\": the pairs have %s"
                            .formatted(VisibleText.of(category), VisibleText.of(String.join(", ", known))));
                });
        return new PairSet(pairs.stream()
                .filter(pair -> categories.contains(pair.category()))
                .toList());
    }

    /**
     * SHA-256, in lower-case hexadecimal, of the set in canonical form: the pairs by ascending id, each as
     * {@code pairId TAB category TAB source TAB target LF} in UTF-8. It does not depend on the order or format of a
     * file.
     */
    public String sha256() {
        return Sha256.hex(pairs.stream()
                .sorted(Comparator.comparing(Pair::pairId))
                .map(pair -> String.join("\t", pair.pairId(), pair.category(), pair.source(), pair.target()) + "\n")
                .collect(Collectors.joining()));
    }

    private static Map<String, List<Pair>> byCategory(List<Pair> pairs) {
        return pairs.stream().collect(Collectors.groupingBy(Pair::category, LinkedHashMap::new, Collectors.toList()));
    }
}
