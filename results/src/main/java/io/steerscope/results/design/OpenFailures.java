package io.steerscope.results.design;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import io.steerscope.schemas.deadletter.RetryNote;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;

/**
 * Failures that still stand: a failure whose image was scored later is history, and one whose record was put back is
 * open again.
 */
public final class OpenFailures {

    private OpenFailures() {}

    /**
     * Number of images that {@code scorerId} has no score for because of a failure, its own or the generator's.
     *
     * @param isScored whether there is a score under a score key
     */
    public static long count(Collection<DeadLetter> failures, String scorerId, Predicate<String> isScored) {
        return failures.stream()
                .filter(failure -> concerns(failure, scorerId))
                .map(failure -> RecordKeys.scoreKey(failure.getIdentity(), scorerId))
                .distinct()
                .filter(isScored.negate())
                .count();
    }

    /** The failures that leave at least one of the scorers without a score, by key. */
    public static List<DeadLetter> of(
            Collection<DeadLetter> failures, Collection<String> scorerIds, Predicate<String> isScored) {
        return failures.stream()
                .filter(failure -> !RetryNote.is(failure))
                .filter(failure -> scorerIds.isEmpty()
                        || scorerIds.stream()
                                .anyMatch(scorerId -> concerns(failure, scorerId)
                                        && !isScored.test(RecordKeys.scoreKey(failure.getIdentity(), scorerId))))
                .sorted(Comparator.comparing(FailureKey::of))
                .toList();
    }

    /** Those that are failures, and no notes that a failure was retried. */
    public static List<DeadLetter> standing(Collection<DeadLetter> failures) {
        return failures.stream().filter(failure -> !RetryNote.is(failure)).toList();
    }

    private static boolean concerns(DeadLetter failure, String scorerId) {
        return !RetryNote.is(failure)
                && (failure.getScorerId() == null || failure.getScorerId().equals(scorerId));
    }
}
