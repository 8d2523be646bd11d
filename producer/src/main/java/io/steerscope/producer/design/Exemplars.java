package io.steerscope.producer.design;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.record.PromptPair;

/**
 * The pairs from which each pair's offset is learnt, by ascending id.
 *
 * <p>{@code analogy}: all other pairs of the category, or those of the other half. The halves: the ids of the category,
 * in ascending order, are shuffled by {@link Collections#shuffle(List, Random)}, {@code Random} seeded with the first
 * eight bytes of the SHA-256 of {@code orderSeed/halves/category}; the first half has the first {@code (n + 1) / 2}.
 * Exemplars are planned pairs alone; a pair that is not planned learns from all of its category, by either rule.
 *
 * <p>{@code shuffled}: one other category, and of it as many pairs as {@code analogy} has (all, where it has fewer),
 * both drawn without replacement by {@code java.util.Random}, seeded with the first eight bytes of the SHA-256 of
 * {@code orderSeed/pairId}. The draw is the same for every noise seed and alpha of a pair.
 */
final class Exemplars {

    private static final Comparator<Pair> BY_ID = Comparator.comparing(Pair::pairId);

    private final Map<String, List<Pair>> byCategory;
    private final List<String> categories;
    private final long orderSeed;
    private final ExemplarRule rule;
    private final Map<String, Set<Pair>> firstHalves = new HashMap<>();
    private final Map<String, List<PromptPair>> analogy = new HashMap<>();
    private final Map<String, List<PromptPair>> shuffled = new HashMap<>();

    /** @param planned the pairs that others learn from */
    Exemplars(PairSet planned, long orderSeed, ExemplarRule rule) {
        this.byCategory = planned.byCategory();
        this.categories = byCategory.keySet().stream().sorted().toList();
        this.orderSeed = orderSeed;
        this.rule = rule;
    }

    List<PromptPair> of(Pair pair, SteeringMethod method) {
        return switch (method) {
            case ANALOGY -> analogy.computeIfAbsent(pair.pairId(), id -> records(ofItsCategory(pair)));
            case SHUFFLED -> shuffled.computeIfAbsent(pair.pairId(), id -> records(pairsOfOtherCategory(pair)));
            case LERP, SLERP -> List.of();
        };
    }

    private List<Pair> ofItsCategory(Pair pair) {
        List<Pair> category = inCategory(pair.category());
        return switch (rule) {
            case LEAVE_ONE_OUT ->
                category.stream()
                        .filter(other -> !other.pairId().equals(pair.pairId()))
                        .toList();
            case SPLIT -> {
                Set<Pair> first = firstHalves.computeIfAbsent(pair.category(), this::firstHalf);
                yield category.contains(pair)
                        ? category.stream()
                                .filter(other -> first.contains(other) != first.contains(pair))
                                .toList()
                        : category;
            }
        };
    }

    private Set<Pair> firstHalf(String category) {
        List<Pair> pairs = new ArrayList<>(inCategory(category));
        pairs.sort(BY_ID);
        Collections.shuffle(pairs, random("halves/" + category));
        return Set.copyOf(pairs.subList(0, (pairs.size() + 1) / 2));
    }

    private Random random(String purpose) {
        return new Random(
                ByteBuffer.wrap(Sha256.digest(orderSeed + "/" + purpose)).getLong());
    }

    private List<Pair> pairsOfOtherCategory(Pair pair) {
        Random random = random(pair.pairId());
        List<String> others = categories.stream()
                .filter(category -> !category.equals(pair.category()))
                .toList();
        List<Pair> candidates = new ArrayList<>(inCategory(others.get(random.nextInt(others.size()))));
        candidates.sort(BY_ID);
        Collections.shuffle(candidates, random);
        int count = Math.min(ofItsCategory(pair).size(), candidates.size());
        return candidates.subList(0, count);
    }

    private List<Pair> inCategory(String category) {
        return Objects.requireNonNull(byCategory.get(category));
    }

    private static List<PromptPair> records(List<Pair> pairs) {
        return pairs.stream()
                .sorted(BY_ID)
                .map(pair -> new PromptPair(pair.pairId(), pair.source(), pair.target()))
                .toList();
    }
}
