package io.steerscope.aggregator.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.record.MarginScore;

/**
 * The prompts of one pair.
 *
 * @param category its category
 * @param source the source prompt; null of images without one
 * @param target the target prompt
 * @param searched both and the id of the pair in lower case, for those who look for words
 */
public record PairPrompts(String category, @Nullable String source, String target, String searched) {

    /** The prompts in scores, by pair. */
    static Map<String, PairPrompts> of(Collection<MarginScore> scores) {
        Map<String, PairPrompts> prompts = new HashMap<>();
        for (MarginScore score : scores) {
            prompts.computeIfAbsent(score.getIdentity().getPairId(), pair -> of(pair, score));
        }
        return prompts;
    }

    /** Whether every one of the words, which are in lower case, is in a prompt or the id of the pair. */
    public boolean holdsAll(Collection<String> words) {
        return words.stream().allMatch(searched::contains);
    }

    private static PairPrompts of(String pairId, MarginScore score) {
        String source = ScoreValue.measure(score) == Measure.ALIGNMENT ? null : score.getSource();
        String text = String.join("\n", pairId, source == null ? "" : source, score.getTarget());
        return new PairPrompts(score.getCategory(), source, score.getTarget(), text.toLowerCase(Locale.ROOT));
    }
}
