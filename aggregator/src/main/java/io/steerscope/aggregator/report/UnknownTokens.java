package io.steerscope.aggregator.report;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/**
 * Prompts with something that a scorer's tokenizer does not know: it judged by the rest, so their margins are to be read with
 * care.
 *
 * @param images scored images of which at least one prompt has unknown tokens
 * @param source scored images of which the source prompt has
 * @param target scored images of which the target prompt has
 * @param sourceTexts different source prompts that have
 * @param targetTexts different target prompts that have
 * @param imagesByCategory {@code images} by category, of the categories that have some
 */
public record UnknownTokens(
        long images,
        long source,
        long target,
        long sourceTexts,
        long targetTexts,
        SortedMap<String, Long> imagesByCategory) {

    /** Makes the map unmodifiable. */
    public UnknownTokens {
        imagesByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(imagesByCategory));
    }

    /** What was unknown for the scores of one scorer. */
    static UnknownTokens of(Collection<MarginScore> scores) {
        SortedMap<String, Long> byCategory = new TreeMap<>();
        scores.stream()
                .filter(score ->
                        has(score, PromptTokens::getUnknownSource) || has(score, PromptTokens::getUnknownTarget))
                .forEach(score -> byCategory.merge(score.getCategory(), 1L, Long::sum));
        return new UnknownTokens(
                byCategory.values().stream().mapToLong(Long::longValue).sum(),
                count(scores, PromptTokens::getUnknownSource),
                count(scores, PromptTokens::getUnknownTarget),
                scores.stream()
                        .filter(score -> has(score, PromptTokens::getUnknownSource))
                        .map(MarginScore::getSource)
                        .distinct()
                        .count(),
                scores.stream()
                        .filter(score -> has(score, PromptTokens::getUnknownTarget))
                        .map(MarginScore::getTarget)
                        .distinct()
                        .count(),
                byCategory);
    }

    /** One sentence for people, with the categories; empty if everything was known. */
    String sentence() {
        if (images == 0) {
            return "";
        }
        return "It does not know every word of %s and %s: %s judged by the other words alone (%s)."
                .formatted(
                        Numbers.count(sourceTexts, "source prompt"),
                        Numbers.count(targetTexts, "target prompt"),
                        Numbers.count(images, "image"),
                        Truncation.listed(imagesByCategory));
    }

    private static long count(Collection<MarginScore> scores, ToIntFunction<PromptTokens> unknown) {
        return scores.stream().filter(score -> has(score, unknown)).count();
    }

    private static boolean has(MarginScore score, ToIntFunction<PromptTokens> unknown) {
        PromptTokens tokens = score.getTokens();
        return tokens != null && unknown.applyAsInt(tokens) > 0;
    }
}
