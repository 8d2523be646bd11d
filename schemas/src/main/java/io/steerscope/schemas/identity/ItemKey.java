package io.steerscope.schemas.identity;

/**
 * What the key of an item names. An item is the unit of analysis: one pair at one alpha, under one method and one
 * scorer, over all of its seeds.
 *
 * @param experimentId the experiment
 * @param pairId the prompt pair
 * @param method the steering method
 * @param alpha the steering strength, finite
 * @param scorerId the scorer bundle
 */
public record ItemKey(String experimentId, String pairId, String method, double alpha, String scorerId) {

    /** @throws IllegalArgumentException if a part cannot stand in a key */
    public ItemKey {
        RecordKeys.checkId("experiment id", experimentId);
        RecordKeys.checkId("pair id", pairId);
        RecordKeys.checkId("method", method);
        RecordKeys.checkAlpha(alpha);
        RecordKeys.checkId("scorer id", scorerId);
        alpha += 0.0;
    }
}
