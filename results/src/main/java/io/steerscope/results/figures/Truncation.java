package io.steerscope.results.figures;

import java.util.Collection;

import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.MarginScore;

/**
 * Prompts that were longer than a scorer can read: it judged by their beginning alone, so their margins are to be
 * read with care.
 *
 * @param counts of prompts that were cut
 */
public record Truncation(PromptCounts counts) {

    /** What was cut for the scores of one scorer. */
    public static Truncation of(Collection<MarginScore> scores) {
        return new Truncation(
                PromptCounts.of(scores, MarginScore::getSourceTruncated, MarginScore::getTargetTruncated));
    }

    /** One sentence for people, with the categories. */
    public String sentence() {
        if (counts.images() == 0) {
            return "No prompt was cut by the scorer's tokenizer.";
        }
        return "The scorer's tokenizer cut %s: %s judged by the beginning of a prompt alone (%s)."
                .formatted(
                        counts.prompts(),
                        Numbers.count(counts.images(), "image"),
                        PromptCounts.listed(counts.imagesByCategory()));
    }
}
