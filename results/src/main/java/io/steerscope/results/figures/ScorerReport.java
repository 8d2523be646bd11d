package io.steerscope.results.figures;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.design.Completeness;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.MarginScore;

/**
 * The results under one scorer.
 *
 * @param scorerId the scorer bundle
 * @param scorerSha256s checksums of the bundles that gave the scores, ascending; more than one is a warning sign
 * @param scorerDtypes types that they were computed in, ascending, as far as the scores note them
 * @param completeness how many images were scored
 * @param truncation prompts that the scorer's tokenizer cut
 * @param tokens what its tokenizer made of the prompts; null where none of its scores notes that
 * @param unexpectedScores scores outside the design, which count nowhere
 * @param otherMeasures those of them that are of another measure than the design's, by it. Being the last of its key,
 *     such a score stands in the place of one that would count
 * @param methods results by method, in the order of the design
 * @param unsteered the scores of the baseline's images, which stand in no figure; those without contrast left out, by
 *     category, pair, alpha and seed
 */
public record ScorerReport(
        String scorerId,
        List<String> scorerSha256s,
        List<String> scorerDtypes,
        Completeness completeness,
        Truncation truncation,
        @Nullable TokenFindings tokens,
        long unexpectedScores,
        SortedMap<String, Long> otherMeasures,
        List<MethodReport> methods,
        List<MarginScore> unsteered) {

    /** Copies the lists. */
    public ScorerReport {
        scorerSha256s = List.copyOf(scorerSha256s);
        scorerDtypes = List.copyOf(scorerDtypes);
        otherMeasures = Collections.unmodifiableSortedMap(new TreeMap<>(otherMeasures));
        methods = List.copyOf(methods);
        unsteered = List.copyOf(unsteered);
    }

    /**
     * Whether margins are on the scale of another scorer: all scores of both name one and the same bundle, that is
     * weights, preprocessing and tokenizer, in whatever type of numbers it was computed.
     */
    public boolean isOnScaleOf(ScorerReport other) {
        return scorerSha256s.size() == 1 && scorerSha256s.equals(other.scorerSha256s());
    }

    /** Checksums and types, for people. */
    public String provenance() {
        String checksums = String.join(", ", scorerSha256s);
        return scorerDtypes.isEmpty() ? checksums : checksums + ", " + String.join(" and ", scorerDtypes);
    }

    /** What was scored, what failed, and what to be careful about, in words. */
    public String sentence() {
        StringBuilder text = new StringBuilder("%s of %s scored, %s failed, %s%s missing. %s"
                .formatted(
                        Numbers.count(completeness.scored()),
                        Numbers.count(completeness.expected(), "image"),
                        Numbers.count(completeness.failed()),
                        completeness.skipped() == 0 ? "" : Numbers.count(completeness.skipped()) + " skipped, ",
                        Numbers.count(completeness.missing()),
                        truncation.sentence()));
        if (tokens != null) {
            text.append(' ').append(tokens.sentences());
        }
        if (scorerSha256s.size() > 1) {
            text.append(" Warning: the scores come from ")
                    .append(scorerSha256s.size())
                    .append(" different bundles of this name.");
        }
        otherMeasures.forEach((measure, scores) -> text.append(" Warning: ")
                .append(Numbers.count(scores, "score"))
                .append(" of another measure (")
                .append(measure)
                .append(") left out."));
        long outside = unexpectedScores
                - otherMeasures.values().stream().mapToLong(Long::longValue).sum();
        if (outside > 0) {
            text.append(' ').append(Numbers.count(outside, "score")).append(" outside the design left out.");
        }
        return text.toString();
    }
}
