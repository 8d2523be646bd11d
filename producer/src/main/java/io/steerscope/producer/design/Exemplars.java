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

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.record.PromptPair;

/**
 * The pairs from which each pair's offset is learnt, by ascending id.
 *
 * <p>{@code analogy}: all other pairs of the category. {@code shuffled}: one other category, and of it as many pairs as
 * {@code analogy} has (all, where it has fewer), both drawn without replacement by {@code java.util.Random}, seeded with
 * the first eight bytes of the SHA-256 of {@code orderSeed/pairId}. The draw is the same for every noise seed and alpha of a pair.
 */
final class Exemplars {

    private static final Comparator<Pair> BY_ID = Comparator.comparing(Pair::pairId);

    private final Map<String, List<Pair>> byCategory;
    private final List<String> categories;
    private final long orderSeed;
    private final Map<String, List<PromptPair>> analogy = new HashMap<>();
    private final Map<String, List<PromptPair>> shuffled = new HashMap<>();

    Exemplars(PairSet pairs, long orderSeed) {
        this.byCategory = pairs.byCategory();
        this.categories = byCategory.keySet().stream().sorted().toList();
        this.orderSeed = orderSeed;
    }

    List<PromptPair> of(Pair pair, SteeringMethod method) {
        return switch (method) {
            case ANALOGY -> analogy.computeIfAbsent(pair.pairId(), id -> records(otherPairs(pair)));
            case SHUFFLED -> shuffled.computeIfAbsent(pair.pairId(), id -> records(pairsOfOtherCategory(pair)));
            case LERP, SLERP -> List.of();
        };
    }

    private List<Pair> otherPairs(Pair pair) {
        return inCategory(pair.category()).stream()
                .filter(other -> !other.pairId().equals(pair.pairId()))
                .toList();
    }

    private List<Pair> pairsOfOtherCategory(Pair pair) {
        Random random = new Random(
                ByteBuffer.wrap(Sha256.digest(orderSeed + "/" + pair.pairId())).getLong());
        List<String> others = categories.stream()
                .filter(category -> !category.equals(pair.category()))
                .toList();
        List<Pair> candidates = new ArrayList<>(inCategory(others.get(random.nextInt(others.size()))));
        candidates.sort(BY_ID);
        Collections.shuffle(candidates, random);
        int count = Math.min(inCategory(pair.category()).size() - 1, candidates.size());
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
