package io.steerscope.schemas.identity;

import io.steerscope.schemas.record.Identity;

/**
 * What the key of a score names.
 *
 * @param identity the scored image
 * @param scorerId the scorer bundle
 */
public record ScoreKey(Identity identity, String scorerId) {

    /** @throws IllegalArgumentException if a part cannot stand in a key */
    public ScoreKey {
        RecordKeys.check(identity);
        RecordKeys.checkId("scorer id", scorerId);
    }
}
