package io.steerscope.results.figures;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.MarginScore;

/**
 * What a scorer's tokenizer made of the prompts, as far as its scores note it.
 *
 * @param notNoted images that were scored before this was noted
 * @param same pairs that it could not tell apart, and which count in no figure
 * @param unknown prompts of which it did not know all
 * @param hasSource whether there are source prompts, from which it must tell the target
 */
public record TokenFindings(long notNoted, SameTokens same, UnknownTokens unknown, boolean hasSource) {

    /** The findings of one scorer; empty if none of its scores notes any. */
    public static Optional<TokenFindings> of(Collection<MarginScore> scores) {
        List<MarginScore> noted = scores.stream()
                .filter(score -> Objects.nonNull(score.getTokens()))
                .toList();
        return noted.isEmpty()
                ? Optional.empty()
                : Optional.of(new TokenFindings(
                        scores.size() - noted.size(),
                        SameTokens.of(noted),
                        UnknownTokens.of(noted),
                        noted.stream().anyMatch(score -> ScoreValue.measure(score) == Measure.MARGIN)));
    }

    /** Whether nothing is to be told. */
    public boolean isClean() {
        return same.images() == 0 && unknown.counts().images() == 0;
    }

    /** Sentences for people. */
    public String sentences() {
        String text = isClean()
                ? hasSource
                        ? "It knew every word and could tell the prompts of every pair apart."
                        : "It knew every word."
                : String.join(
                        " ",
                        List.of(same.sentence(), unknown.sentence()).stream()
                                .filter(sentence -> !sentence.isEmpty())
                                .toList());
        return notNoted == 0
                ? text
                : text + " Of " + Numbers.count(notNoted, "image") + " scored earlier this is not known.";
    }
}
