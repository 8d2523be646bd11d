package io.steerscope.results.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.MarginScore;

/**
 * Pairs whose two prompts are one to a scorer: they have the same token ids, or differ in unknown tokens alone. Their
 * margins say nothing and count in no figure.
 *
 * @param images scored images of these pairs
 * @param items their items, each of a pair, method and alpha; unsteered images make none
 * @param pairs the pairs, by category and id
 */
public record SameTokens(long images, long items, List<LeftOutPair> pairs) {

    private static final int MOST_NAMED = 20;

    /**
     * One pair that is left out.
     *
     * @param pairId its id
     * @param category its category
     * @param source prompt of the source concept, of its first image
     * @param target prompt of the target concept, of its first image
     * @param images scored images that are left out
     */
    public record LeftOutPair(String pairId, String category, String source, String target, long images) {}

    private record Key(String category, String pairId) {}

    private record Item(Key pair, String method, double alpha) {}

    /** Copies the list. */
    public SameTokens {
        pairs = List.copyOf(pairs);
    }

    /** The pairs without contrast of the scores of one scorer. */
    static SameTokens of(Collection<MarginScore> scores) {
        Map<String, Map<String, List<MarginScore>>> byCategory = new TreeMap<>();
        Set<Item> items = new HashSet<>();
        scores.stream().filter(score -> !Contrast.of(score)).forEach(score -> {
            String pairId = score.getIdentity().getPairId();
            byCategory
                    .computeIfAbsent(score.getCategory(), category -> new TreeMap<>())
                    .computeIfAbsent(pairId, pair -> new ArrayList<>())
                    .add(score);
            String method = score.getIdentity().getMethod();
            if (UnsteeredImage.named(method).isEmpty()) {
                items.add(new Item(
                        new Key(score.getCategory(), pairId),
                        method,
                        score.getIdentity().getAlpha()));
            }
        });
        List<LeftOutPair> pairs = new ArrayList<>();
        byCategory.forEach((category, ofCategory) -> ofCategory.forEach((pairId, own) -> pairs.add(new LeftOutPair(
                pairId, category, own.get(0).getSource(), own.get(0).getTarget(), own.size()))));
        return new SameTokens(pairs.stream().mapToLong(LeftOutPair::images).sum(), items.size(), pairs);
    }

    /** One sentence for people that names the first pairs; empty if there are none. */
    String sentence() {
        if (images == 0) {
            return "";
        }
        String named = pairs.stream().limit(MOST_NAMED).map(LeftOutPair::pairId).collect(Collectors.joining(", "))
                + (pairs.size() > MOST_NAMED ? " and " + Numbers.count(pairs.size() - MOST_NAMED) + " more" : "");
        return "The scorer's tokenizer reads both prompts of %s as one: %s (%s) left out of every figure, of %s."
                .formatted(
                        Numbers.count(pairs.size(), "pair"),
                        Numbers.count(items, "item"),
                        Numbers.count(images, "image"),
                        named);
    }
}
