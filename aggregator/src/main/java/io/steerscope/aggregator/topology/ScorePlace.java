package io.steerscope.aggregator.topology;

import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.ClusterKey;
import io.steerscope.aggregator.state.CompactScore;
import io.steerscope.aggregator.state.KeyText;
import io.steerscope.aggregator.state.PairKey;
import io.steerscope.foundation.vocabulary.Measure;

/**
 * Where a score counts: the keys that its own key, {@code experimentId/pairId/method/alpha/seed/scorerId}, its category
 * and its measure give, cut from the text.
 *
 * @param alpha the steering strength
 * @param pairId id of the pair
 * @param pair text of the {@link PairKey}
 * @param cell text of the {@link CellKey}
 * @param clusters text of the {@link ClusterKey}
 */
record ScorePlace(double alpha, String pairId, String pair, String cell, String clusters) {

    /** @param key a canonical score key */
    static ScorePlace of(String key, CompactScore score) {
        return of(key, score.category(), score.measure());
    }

    /**
     * @param key a canonical score key
     * @param measure what the value of the score is
     */
    static ScorePlace of(String key, String category, Measure measure) {
        int experimentEnd = key.indexOf('/');
        int pairEnd = key.indexOf('/', experimentEnd + 1);
        int methodEnd = key.indexOf('/', pairEnd + 1);
        int alphaEnd = key.indexOf('/', methodEnd + 1);
        int seedEnd = key.indexOf('/', alphaEnd + 1);
        String experiment = key.substring(0, experimentEnd + 1);
        String method = key.substring(pairEnd + 1, methodEnd + 1);
        String alpha = key.substring(methodEnd + 1, alphaEnd);
        String scorer = KeyText.scorer(key.substring(seedEnd + 1), measure) + "/";
        return new ScorePlace(
                Double.parseDouble(alpha),
                key.substring(experimentEnd + 1, pairEnd),
                key.substring(0, methodEnd + 1) + scorer + category,
                experiment + scorer + method + alpha + "/" + category,
                experiment + scorer + method + category);
    }
}
