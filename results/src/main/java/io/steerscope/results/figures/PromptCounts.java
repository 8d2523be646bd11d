package io.steerscope.results.figures;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.MarginScore;

/**
 * How many prompts of scored images have something that their scorer could not read.
 *
 * @param images scored images of which at least one prompt has it
 * @param source scored images of which the source prompt has it
 * @param target scored images of which the target prompt has it
 * @param sourceTexts different source prompts that have it
 * @param targetTexts different target prompts that have it
 * @param imagesByCategory {@code images} by category, of the categories that have some
 */
public record PromptCounts(
        long images,
        long source,
        long target,
        long sourceTexts,
        long targetTexts,
        SortedMap<String, Long> imagesByCategory) {

    /** Makes the map unmodifiable. */
    public PromptCounts {
        imagesByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(imagesByCategory));
    }

    /**
     * Counts.
     *
     * @param scores of one scorer
     * @param source whether the source prompt of a score has it
     * @param target whether the target prompt of a score has it
     */
    static PromptCounts of(
            Collection<MarginScore> scores, Predicate<MarginScore> source, Predicate<MarginScore> target) {
        SortedMap<String, Long> byCategory = new TreeMap<>();
        scores.stream()
                .filter(source.or(target))
                .forEach(score -> byCategory.merge(score.getCategory(), 1L, Long::sum));
        return new PromptCounts(
                byCategory.values().stream().mapToLong(Long::longValue).sum(),
                scores.stream().filter(source).count(),
                scores.stream().filter(target).count(),
                texts(scores, source, MarginScore::getSource),
                texts(scores, target, MarginScore::getTarget),
                byCategory);
    }

    private static long texts(
            Collection<MarginScore> scores, Predicate<MarginScore> has, Function<MarginScore, String> text) {
        return scores.stream().filter(has).map(text).distinct().count();
    }

    /** Such as {@code 2 source prompts and 1 target prompt}. */
    String prompts() {
        return Numbers.count(sourceTexts, "source prompt") + " and " + Numbers.count(targetTexts, "target prompt");
    }

    /** Images by category, such as {@code colour 2, size 1}. */
    static String listed(SortedMap<String, Long> imagesByCategory) {
        return imagesByCategory.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Numbers.count(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
