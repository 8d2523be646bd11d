package io.steerscope.app.differences;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.differences.AttributeRanking;
import io.steerscope.statistics.differences.DifferenceClassification;
import io.steerscope.statistics.differences.ImageBootstrap;
import io.steerscope.statistics.differences.ImagePair;
import io.steerscope.statistics.differences.Share;
import io.steerscope.statistics.interval.Interval;

/**
 * What was found of the pairs of a set.
 *
 * @param isClustered whether intervals by bootstrap over images are asked for
 * @param bootstrap interval of the accuracy by bootstrap over images; null where none is asked for or determined
 * @param ranking of all images by the one text; null where there are several, or images have no values
 */
record PairsResult(
        PairsSet set,
        DifferenceClassification classification,
        boolean isClustered,
        @Nullable Interval bootstrap,
        @Nullable RankResult ranking) {

    /** @param seed of the bootstrap; null for none */
    static PairsResult of(PairsSet set, @Nullable Long seed) {
        DifferenceClassification classification =
                DifferenceClassification.of(set.images().vectors(), set.texts(), set.pairs());
        int[] decided = classification.decided();
        Interval bootstrap = seed == null
                ? null
                : ImageBootstrap.ofMean(
                        pairs(set, decided),
                        IntStream.of(decided)
                                .map(i -> classification.isRight(i) ? 1 : 0)
                                .toArray(),
                        seed);
        RankResult ranking = set.values() == null
                ? null
                : new RankResult(
                        set.name(),
                        set.images(),
                        AttributeRanking.of(set.images().vectors(), set.texts()[0]),
                        set.values());
        return new PairsResult(set, classification, seed != null, bootstrap, ranking);
    }

    private static List<ImagePair> pairs(PairsSet set, int[] numbers) {
        return IntStream.of(numbers).mapToObj(set.pairs()::get).toList();
    }

    /** Whether an image is in two decided pairs. */
    boolean sharesImages() {
        return ImageBootstrap.sharesImages(pairs(set, classification.decided()));
    }

    /** Whether one image is in more than half of the decided pairs, so that a bootstrap over images fails. */
    boolean hasDominantImage() {
        return ImageBootstrap.hasDominantImage(pairs(set, classification.decided()));
    }

    /** Shares of the pairs of each category, in the order of names; empty where pairs have none. */
    SortedMap<String, Share> byCategory() {
        SortedMap<String, List<Integer>> numbers = new TreeMap<>();
        for (int i = 0; i < set.categories().size(); i++) {
            numbers.computeIfAbsent(set.categories().get(i), category -> new ArrayList<>())
                    .add(i);
        }
        SortedMap<String, Share> shares = new TreeMap<>();
        numbers.forEach((category, of) -> shares.put(
                category,
                classification.share(of.stream().mapToInt(Integer::intValue).toArray())));
        return shares;
    }

    Map<String, Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Share share = classification.share();
        List<Map<String, Object>> pairs = new ArrayList<>();
        for (int i = 0; i < set.pairs().size(); i++) {
            pairs.add(pair(set.pairs().get(i), classification.outcomes().get(i)));
        }
        fields.put("pairs", pairs);
        fields.put("decided", share.n());
        fields.put("undecidable", classification.undecidable());
        fields.put("correct", share.right());
        Figures.putShare(fields, share);
        if (bootstrap != null) {
            fields.put("bootstrap95_images", bootstrap.toList());
        } else if (isClustered) {
            fields.put("bootstrap95_images", null);
            fields.put(
                    "bootstrap_reason",
                    hasDominantImage()
                            ? "one image is in more than half of the decided pairs"
                            : "fewer than two pairs are decided");
        }
        if (!set.categories().isEmpty()) {
            Map<String, Object> categories = new LinkedHashMap<>();
            byCategory().forEach((category, of) -> {
                Map<String, @Nullable Object> figures = new LinkedHashMap<>();
                figures.put("decided", of.n());
                figures.put("correct", of.right());
                Figures.putShare(figures, of);
                categories.put(category, Figures.checked(figures));
            });
            fields.put("categories", categories);
        }
        fields.put("ranking", ranking == null ? null : ranking.fields());
        return Figures.checked(fields);
    }

    private Map<String, Object> pair(ImagePair pair, DifferenceClassification.Outcome outcome) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("first", set.images().key(pair.first()));
        fields.put("second", set.images().key(pair.second()));
        fields.put("truth", pair.truth());
        fields.put("cosine", outcome.cosine());
        fields.put("correct", outcome.right());
        return Figures.checked(fields);
    }
}
