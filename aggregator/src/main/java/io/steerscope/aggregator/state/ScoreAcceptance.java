package io.steerscope.aggregator.state;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.MarginScore;

/** Which scores count. A score that does not is logged and left out; the image it names stays unscored. */
public final class ScoreAcceptance {

    private static final double LARGEST_MARGIN = 2.0;

    private ScoreAcceptance() {}

    /** Whether a record of the scores topic counts; a tombstone under a key does. */
    public static boolean accepts(@Nullable String key, @Nullable MarginScore score) {
        return LeftOut.accepts("score", key, problem(key, score));
    }

    static Optional<String> problem(@Nullable String key, @Nullable MarginScore score) {
        if (key == null) {
            return Optional.of("it has no key");
        }
        if (score == null) {
            return Optional.empty();
        }
        try {
            String own = RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
            if (!own.equals(key)) {
                return Optional.of("it belongs under key " + own);
            }
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
        return Math.abs(score.getMargin()) <= LARGEST_MARGIN
                ? Optional.empty()
                : Optional.of("its margin is " + score.getMargin());
    }
}
