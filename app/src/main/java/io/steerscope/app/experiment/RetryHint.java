package io.steerscope.app.experiment;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

import io.steerscope.aggregator.deadletter.LetterFilter;
import io.steerscope.aggregator.deadletter.LetterState;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * Which failures may not happen again: those that speak of a worker's surroundings, as a file that was not there,
 * rather than of the record.
 */
public final class RetryHint {

    /** Kinds of such failures. */
    public static final Set<FailureKind> KINDS =
            Set.copyOf(EnumSet.of(FailureKind.MISSING_IMAGE, FailureKind.PROCESSING_ERROR));

    private RetryHint() {}

    /** The open letters of such failures of one scorer. */
    public static LetterFilter filter(TopicCatalogue topics, String scorerId) {
        return LetterFilter.all(topics.deadLetters().name())
                .of(scorerId)
                .of(KINDS)
                .in(LetterState.OPEN);
    }

    /** Number of such failures of the generator and of some scorers. */
    static long count(Collection<DeadLetter> failures, Collection<String> scorerIds) {
        return failures.stream()
                .filter(failure -> KINDS.contains(failure.getKind()))
                .filter(failure -> failure.getScorerId() == null || scorerIds.contains(failure.getScorerId()))
                .count();
    }
}
