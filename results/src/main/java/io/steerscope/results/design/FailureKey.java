package io.steerscope.results.design;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Identity;

/**
 * Keys of failures: {@code jobKey/scorerId}, or {@code jobKey/*} where the image itself is missing for every scorer.
 */
public final class FailureKey {

    private static final String EVERY_SCORER = "*";

    private FailureKey() {}

    /**
     * The key of a failure.
     *
     * @throws IllegalArgumentException if the dead letter names no job, or not by a valid identity
     */
    public static String of(DeadLetter failure) {
        Identity identity = failure.getIdentity();
        if (identity == null) {
            throw new IllegalArgumentException("The failure names no job");
        }
        return RecordKeys.jobKey(identity) + "/" + scorer(failure.getScorerId());
    }

    /** Whether the failure names a job, so that it counts towards an experiment. */
    public static boolean isCounted(@Nullable DeadLetter failure) {
        if (failure == null || failure.getIdentity() == null) {
            return false;
        }
        try {
            of(failure);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String scorer(@Nullable String scorerId) {
        return scorerId == null ? EVERY_SCORER : RecordKeys.checkId("scorer id", scorerId);
    }
}
