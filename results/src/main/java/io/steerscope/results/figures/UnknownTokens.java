package io.steerscope.results.figures;

import java.util.Collection;
import java.util.function.ToIntFunction;

import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;

/**
 * Prompts with something that a scorer's tokenizer does not know: it judged by the rest, so their margins are to be
 * read with care.
 *
 * @param counts of prompts with unknown tokens
 */
public record UnknownTokens(PromptCounts counts) {

    /** What was unknown for the scores of one scorer. */
    static UnknownTokens of(Collection<MarginScore> scores) {
        return new UnknownTokens(PromptCounts.of(
                scores,
                score -> has(score, PromptTokens::getUnknownSource),
                score -> has(score, PromptTokens::getUnknownTarget)));
    }

    /** One sentence for people, with the categories; empty if everything was known. */
    String sentence() {
        if (counts.images() == 0) {
            return "";
        }
        return "It does not know every word of %s: %s judged by the other words alone (%s)."
                .formatted(
                        counts.prompts(),
                        Numbers.count(counts.images(), "image"),
                        PromptCounts.listed(counts.imagesByCategory()));
    }

    private static boolean has(MarginScore score, ToIntFunction<PromptTokens> unknown) {
        PromptTokens tokens = score.getTokens();
        return tokens != null && unknown.applyAsInt(tokens) > 0;
    }
}
