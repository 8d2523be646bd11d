package io.steerscope.aggregator.report;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.steerscope.schemas.record.MarginScore;

/**
 * Prompts that were longer than a scorer can read: it judged by their beginning alone, so their margins are to be
 * read with care.
 *
 * @param images scored images of which at least one prompt was cut
 * @param source scored images of which the source prompt was cut
 * @param target scored images of which the target prompt was cut
 * @param sourceTexts different source prompts that were cut
 * @param targetTexts different target prompts that were cut
 * @param imagesByCategory {@code images} by category, of the categories that have some
 */
public record Truncation(
        long images,
        long source,
        long target,
        long sourceTexts,
        long targetTexts,
        SortedMap<String, Long> imagesByCategory) {

    /** Makes the map unmodifiable. */
    public Truncation {
        imagesByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(imagesByCategory));
    }

    /** What was cut for the scores of one scorer. */
    static Truncation of(Collection<MarginScore> scores) {
        SortedMap<String, Long> byCategory = new TreeMap<>();
        scores.stream()
                .filter(score -> score.getSourceTruncated() || score.getTargetTruncated())
                .forEach(score -> byCategory.merge(score.getCategory(), 1L, Long::sum));
        return new Truncation(
                byCategory.values().stream().mapToLong(Long::longValue).sum(),
                count(scores, MarginScore::getSourceTruncated),
                count(scores, MarginScore::getTargetTruncated),
                scores.stream()
                        .filter(MarginScore::getSourceTruncated)
                        .map(MarginScore::getSource)
                        .distinct()
                        .count(),
                scores.stream()
                        .filter(MarginScore::getTargetTruncated)
                        .map(MarginScore::getTarget)
                        .distinct()
                        .count(),
                byCategory);
    }

    /** One sentence for people, with the categories. */
    String sentence() {
        if (images == 0) {
            return "No prompt was cut by the scorer's tokenizer.";
        }
        return "The scorer's tokenizer cut %s and %s: %s judged by the beginning of a prompt alone (%s)."
                .formatted(
                        Numbers.count(sourceTexts, "source prompt"),
                        Numbers.count(targetTexts, "target prompt"),
                        Numbers.count(images, "image"),
                        listed(imagesByCategory));
    }

    /** Images by category, such as {@code colour 2, size 1}. */
    static String listed(SortedMap<String, Long> imagesByCategory) {
        return imagesByCategory.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Numbers.count(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static long count(Collection<MarginScore> scores, Predicate<MarginScore> cut) {
        return scores.stream().filter(cut).count();
    }
}
