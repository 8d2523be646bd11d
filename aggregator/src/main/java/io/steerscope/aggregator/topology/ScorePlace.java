package io.steerscope.aggregator.topology;

import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.ClusterKey;
import io.steerscope.aggregator.state.PairKey;

/**
 * Where a score counts: the keys that its own key, {@code experimentId/pairId/method/alpha/seed/scorerId}, and its
 * category give, cut from the text.
 *
 * @param alpha the steering strength
 * @param pair text of the {@link PairKey}
 * @param cell text of the {@link CellKey}
 * @param clusters text of the {@link ClusterKey}
 */
record ScorePlace(double alpha, String pair, String cell, String clusters) {

    /** @param key a canonical score key */
    static ScorePlace of(String key, String category) {
        int experimentEnd = key.indexOf('/');
        int pairEnd = key.indexOf('/', experimentEnd + 1);
        int methodEnd = key.indexOf('/', pairEnd + 1);
        int alphaEnd = key.indexOf('/', methodEnd + 1);
        int seedEnd = key.indexOf('/', alphaEnd + 1);
        String experiment = key.substring(0, experimentEnd + 1);
        String method = key.substring(pairEnd + 1, methodEnd + 1);
        String alpha = key.substring(methodEnd + 1, alphaEnd);
        String scorer = key.substring(seedEnd + 1) + "/";
        return new ScorePlace(
                Double.parseDouble(alpha),
                key.substring(0, methodEnd + 1) + scorer + category,
                experiment + scorer + method + alpha + "/" + category,
                experiment + scorer + method + category);
    }
}
