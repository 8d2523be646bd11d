package io.steerscope.results.figures;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.ImageSummary;

/**
 * Prompts that were longer than the generator can read: it drew by their beginning alone, so the images may show less
 * than they were meant to.
 *
 * @param images images of which at least one prompt was cut, be it an exemplar's or the negative prompt
 * @param source images of which the source prompt was cut
 * @param prompts different prompts that were cut
 * @param imagesByCategory {@code images} by category, of the categories that have some
 */
public record GeneratorTruncation(long images, long source, long prompts, SortedMap<String, Long> imagesByCategory) {

    /** Makes the map unmodifiable. */
    public GeneratorTruncation {
        imagesByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(imagesByCategory));
    }

    /** What was cut for some images. */
    public static GeneratorTruncation of(Collection<ImageSummary> images) {
        SortedMap<String, Long> byCategory = new TreeMap<>();
        images.stream()
                .filter(image -> !image.getTruncatedPrompts().isEmpty())
                .forEach(image -> byCategory.merge(image.getCategory(), 1L, Long::sum));
        return new GeneratorTruncation(
                byCategory.values().stream().mapToLong(Long::longValue).sum(),
                images.stream().filter(ImageSummary::getSourceTruncated).count(),
                images.stream()
                        .flatMap(image -> image.getTruncatedPrompts().stream())
                        .distinct()
                        .count(),
                byCategory);
    }

    /** One sentence for people, with the categories. */
    public String sentence() {
        if (images == 0) {
            return "No prompt was cut by the generator's tokenizer.";
        }
        return "The generator's tokenizer cut %s: %s made from the beginning of a prompt alone (%s), %s from that of the source prompt."
                .formatted(
                        Numbers.count(prompts, "prompt"),
                        Numbers.count(images, "image"),
                        PromptCounts.listed(imagesByCategory),
                        Numbers.count(source));
    }
}
